/** Errors of the bindings. Python's own errors are data (Snapshot.error), not exceptions. */

/** The runtime itself broke or could not be loaded; the session is of no more use. */
export class EngineError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'EngineError';
  }
}

/** The wasm file and these bindings are of different versions. */
export class AbiError extends EngineError {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'AbiError';
  }
}

/** A part of the runtime cannot be loaded now. The session stands where it stood: what was asked can be asked again. */
export class LoadError extends EngineError {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'LoadError';
  }
}

/** Thrown through wasm frames to leave them; never reaches users. */
export class Unwind extends Error {
  constructor() {
    super('unwind');
    this.name = 'Unwind';
  }
}

/** A file to be opened is no session file, is broken, or is of a later version. */
export class SessionFileError extends EngineError {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SessionFileError';
  }
}
