// The host functions of the wasm, for the linker only: bindings/wasm.js gives the real ones.
mergeInto(LibraryManager.library, {
  hs_host_write: function () {},
  hs_host_abort: function () {},
  hs_host_input: function () {},
  hs_host_clock: function () {},
  hs_host_pulse: function () {},
  hs_host_step_stop: function () {},
  hs_host_deeper: function () {},
  hs_host_image: function () {},
  hs_host_read: function () {},
  hs_host_more: function () {},
});
