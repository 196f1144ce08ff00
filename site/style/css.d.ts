declare module '*.css' {
  /** The style sheet's text: the build reads it in. */
  const text: string;
  export { text as default };
}
