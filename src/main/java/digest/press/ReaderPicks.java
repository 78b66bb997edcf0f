package digest.press;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.FrozenEdition;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.Places;
import digest.store.DeliveryChoices;
import digest.store.Subscribers;
import java.util.Optional;

/** Which of an edition's picks a reader gets, for previews and tests (delivery P3). */
final class ReaderPicks {

  private final Subscribers subscribers;
  private final DeliveryChoices choices;
  private final Catalogue catalogue;

  ReaderPicks(Rooms rooms, Catalogue catalogue) {
    this.subscribers = rooms.subscribers();
    this.choices = new DeliveryChoices(rooms.database());
    this.catalogue = catalogue;
  }

  /** As it was frozen; of a draft, and for who is new since, by the topics of now. */
  Choice of(Edition edition, FrozenEdition frozen, Subscriber subscriber) {
    Places places = frozen.places();
    if (places == null) {
      return Choice.ALL;
    }
    return choices
        .of(new Delivery.Id(edition.id(), subscriber.id()))
        .orElseGet(
            () ->
                PersonalEdition.picks(catalogue.newsletter(edition.newsletter()), edition, places)
                    .of(subscriber.topics()));
  }

  /** The same by address; all for who is nobody's reader, or would get none. */
  Choice orAll(Edition edition, FrozenEdition frozen, EmailAddress address) {
    Optional<Subscriber> subscriber = subscribers.find(address);
    Choice choice = subscriber.map(reader -> of(edition, frozen, reader)).orElse(Choice.ALL);
    return choice.isNone() ? Choice.ALL : choice;
  }
}
