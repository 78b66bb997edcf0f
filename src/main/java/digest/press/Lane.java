package digest.press;

import digest.mail.Relay;

/**
 * One relay in one run.
 *
 * @param number its place among the relays, from 0
 * @param reconnects outlives the run
 * @param stop ends this relay's part; the run goes on while another has not ended
 */
record Lane(int number, Relay relay, Reconnects reconnects, Stop stop) {

  /** Whether it works, as far as is known. */
  boolean isIn() {
    return !stop.isRequested() && !reconnects.isFailing();
  }
}
