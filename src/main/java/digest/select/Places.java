package digest.select;

import java.util.Arrays;

/** Where hashes stand first: a small open-addressing map from int to place, -1 for none. */
final class Places {

  private static final int NONE = -1;

  private final int[] keys;
  private final int[] places;
  private int size;

  /** Room for so many. */
  Places(int most) {
    int slots = Integer.highestOneBit(Math.max(1, most)) * 4;
    keys = new int[slots];
    places = new int[slots];
    Arrays.fill(places, NONE);
  }

  /** Keeps the first place of each. */
  void add(int key, int place) {
    int slot = slot(key);
    if (places[slot] == NONE) {
      keys[slot] = key;
      places[slot] = place;
      size++;
    }
  }

  boolean has(int key) {
    return places[slot(key)] != NONE;
  }

  /** Where the key stands first, or -1. */
  int of(int key) {
    return places[slot(key)];
  }

  /** How many different ones. */
  int size() {
    return size;
  }

  private int slot(int key) {
    int slot = Mix.of(key) & (keys.length - 1);
    while (places[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
