package digest.select;

/** Spreads numbers over all 32 bits. */
final class Mix {

  private Mix() {}

  /** Finaliser of MurmurHash3: each bit of the argument moves half of the result's. */
  static int of(int number) {
    int mixed = number;
    mixed ^= mixed >>> 16;
    mixed *= 0x85ebca6b;
    mixed ^= mixed >>> 13;
    mixed *= 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }

  /** One number of two, in this order. */
  static int of(int one, int next) {
    return of(one * 31 + next);
  }
}
