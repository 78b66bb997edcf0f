package digest.select;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Which entries have a key: a map from int to a list of ints. */
final class Postings {

  /** What more than this many have in common tells nothing of any. */
  private static final int MOST = 64;

  private static final int NONE = -1;

  private int[] keys = new int[1024];
  private int[] last = new int[1024];
  private int[] counts = new int[1024];
  private int used;
  private int[] before = new int[1024];
  private int[] entries = new int[1024];
  private int size;

  Postings() {
    Arrays.fill(last, NONE);
  }

  /** One more with the key; nothing once there are many. */
  void add(int key, int entry) {
    if (used * 2 > keys.length) {
      grow();
    }
    if (size == entries.length) {
      before = Arrays.copyOf(before, size * 2);
      entries = Arrays.copyOf(entries, size * 2);
    }
    int slot = slot(key);
    if (counts[slot] == MOST) {
      return;
    }
    used += last[slot] == NONE ? 1 : 0;
    keys[slot] = key;
    before[size] = last[slot];
    entries[size] = entry;
    last[slot] = size++;
    counts[slot]++;
  }

  void forEach(int key, IntConsumer consumer) {
    for (int at = last[slot(key)]; at != NONE; at = before[at]) {
      consumer.accept(entries[at]);
    }
  }

  private int slot(int key) {
    return slot(keys, last, key);
  }

  private static int slot(int[] keys, int[] last, int key) {
    int slot = Mix.of(key) & (keys.length - 1);
    while (last[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] moreKeys = new int[keys.length * 2];
    int[] moreLast = new int[keys.length * 2];
    int[] moreCounts = new int[keys.length * 2];
    Arrays.fill(moreLast, NONE);
    for (int i = 0; i < keys.length; i++) {
      if (last[i] != NONE) {
        int slot = slot(moreKeys, moreLast, keys[i]);
        moreKeys[slot] = keys[i];
        moreLast[slot] = last[i];
        moreCounts[slot] = counts[i];
      }
    }
    keys = moreKeys;
    last = moreLast;
    counts = moreCounts;
  }
}
