package digest;

import digest.audience.MailingList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one joins. */
final class ListPart {

  static final Key<String> ID =
      Key.required(
          "lists[].id", WordShapes.id("list"), "readers", "The list's name in files and commands.");
  static final Key<String> TITLE =
      Key.optional(
          "lists[].title", Shapes.LINE, "the id", "Readers", "Its name as readers see it.");
  static final Key<MailingList.OptIn> OPT_IN =
      Key.of(
          "lists[].optIn",
          Shapes.choice(MailingList.OptIn.class),
          "double",
          "`double` asks by mail whether one really wants to join.");

  static final List<Key<?>> KEYS = List.of(ID, TITLE, OPT_IN);

  private ListPart() {}

  static List<MailingList> read(Block top) {
    List<MailingList> lists = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Block list : top.blocks("lists", "list", ID)) {
      String id = list.get(ID);
      if (!ids.add(id) && list.has(ID)) {
        list.fault(ID, "another list has it already", "Choose another");
      }
      lists.add(
          new MailingList(new MailingList.Id(id), list.find(TITLE).orElse(id), list.get(OPT_IN)));
    }
    return lists;
  }
}
