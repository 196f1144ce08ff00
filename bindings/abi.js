/** The layout of the flat snapshot. Printed by the native runner: ./build.sh abi; a test fails when it is stale. */
export const abi = {
  "version": 1,
  "status": ["finished", "raised", "fuel", "input", "module", "step", "stopped"],
  "namespaceKind": ["module", "frame", "class"],
  "nameKind": ["dict", "slot", "cell"],
  "objectKind": ["number", "text", "container", "code", "type", "other"],
  "objectFlag": ["tracked", "interned", "static", "unreachable", "truncated"],
  "arcKind": ["none", "item", "value", "key", "element", "attribute", "field", "slot", "local", "cell", "stack", "call", "shared key", "root", "name", "cache"],
  "stackUse": ["later", "operand", "argument", "callee", "iterator", "store", "return", "build", "handler"],
  "eventKind": ["alloc", "free", "collect"],
  "Header": {
    "version": 0,
    "step_low": 1,
    "step_high": 2,
    "line": 3,
    "base_low": 4,
    "base_high": 5,
    "namespaces": 6,
    "names": 7,
    "objects": 8,
    "edges": 9,
    "events": 10,
    "text_bytes": 11,
    "truncated": 12,
    "gc_enabled": 13,
    "gc_count0": 14,
    "gc_count1": 15,
    "gc_count2": 16,
    "gc_threshold0": 17,
    "gc_threshold1": 18,
    "gc_threshold2": 19,
    "gc_members0": 20,
    "gc_members1": 21,
    "gc_members2": 22,
    "collections": 23,
    "blocks_in_use": 24,
    "error_type": 25,
    "error_message": 26,
    "error_line": 27,
    "error_column": 28,
    "error_end_column": 29,
    "words": 30
  },
  "Namespace": {
    "kind": 0,
    "label": 1,
    "address": 2,
    "line": 3,
    "first_name": 4,
    "name_count": 5,
    "words": 6
  },
  "Name": {
    "name": 0,
    "kind": 1,
    "object": 2,
    "words": 3
  },
  "Object": {
    "address": 0,
    "type_name": 1,
    "kind": 2,
    "refcount": 3,
    "size": 4,
    "flags": 5,
    "generation": 6,
    "value": 7,
    "length": 8,
    "first_edge": 9,
    "edge_count": 10,
    "words": 11
  },
  "Edge": {
    "label": 0,
    "object": 1,
    "words": 2
  },
  "Event": {
    "kind": 0,
    "address": 1,
    "a": 2,
    "b": 3,
    "text": 4,
    "words": 5
  },
  "Graph": {
    "nodes": 0,
    "arcs": 1,
    "text_bytes": 2,
    "holders": 3,
    "main_dict": 4,
    "native_depth": 5,
    "collecting": 6,
    "base_low": 7,
    "base_high": 8,
    "words": 9
  },
  "Node": {
    "address": 0,
    "type": 1,
    "refcount": 2,
    "size": 3,
    "flags": 4,
    "first_arc": 5,
    "arc_count": 6,
    "pending": 7,
    "words": 8
  },
  "Arc": {
    "target": 0,
    "kind": 1,
    "value": 2,
    "words": 3
  },
  "Description": {
    "type_name": 0,
    "value": 1,
    "kind": 2,
    "length": 3,
    "words": 4
  }
};
