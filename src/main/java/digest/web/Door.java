package digest.web;

/** Whom a route is for. */
enum Door {
  /** The editor, on this machine. */
  DESK,
  /** Anybody who has the address. */
  PUBLIC
}
