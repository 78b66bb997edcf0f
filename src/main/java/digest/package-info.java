/**
 * Digest picks recent articles and related items from feeds, trims them to teasers, renders an
 * edition once and hands it to every subscriber's mail server exactly once.
 *
 * <h2>The glossary</h2>
 *
 * One word has one meaning in code, tables, templates and documentation.
 *
 * <table>
 * <caption>Words</caption>
 * <tr><th>Word</th><th>Meaning</th><th>Avoid</th></tr>
 * <tr><td>Article</td><td>one published piece, as read from a feed (Atom: entry, RSS: item)</td><td>post, item, story</td></tr>
 * <tr><td>Teaser</td><td>our cut of an article's text; a <em>summary</em> is what the feed itself said</td><td>excerpt, blurb, snippet</td></tr>
 * <tr><td>Pick, Related</td><td>an article chosen for an edition; a title and link shown beside it</td><td>slot, block</td></tr>
 * <tr><td>Wish</td><td>what an editor wants of one article in one newsletter: lead, boost, update, exclude</td><td>flag, pin</td></tr>
 * <tr><td>Score</td><td>what the place of an article rests on, part by part</td><td>rank, weight</td></tr>
 * <tr><td>Telling, Story</td><td>an article as one of several that tell the same; how a pick stands to the others</td><td>copy, cluster</td></tr>
 * <tr><td>Reason</td><td>the final word on why an article is in an edition or out</td><td>status, flag</td></tr>
 * <tr><td>Newsletter</td><td>the standing definition: feeds, cadence, rules, look, list</td><td>publication, program</td></tr>
 * <tr><td>Edition</td><td>one numbered issue of a newsletter</td><td>issue, campaign, mailing, blast</td></tr>
 * <tr><td>Choice, Place</td><td>which of an edition's picks a reader gets; a pick's number in the edition as it was frozen</td><td>mask</td></tr>
 * <tr><td>Subscriber</td><td>a person who may get mail</td><td>user, contact, member</td></tr>
 * <tr><td>MailingList, Subscription, Segment</td><td>what one joins; a membership with its state; a filter over a list</td><td>group</td></tr>
 * <tr><td>Suppression</td><td>an address that must not be mailed, stronger than any subscription</td><td>blacklist</td></tr>
 * <tr><td>Delivery</td><td>one edition to one subscriber</td><td>message, job, send</td></tr>
 * <tr><td>Rendering</td><td>an edition's variant as characters with open fields</td><td>body, payload</td></tr>
 * <tr><td>Block</td><td>a run of lines encoded once, whose bytes many plates share</td><td>chunk</td></tr>
 * <tr><td>Plate</td><td>the same, MIME-encoded once</td><td>body, payload</td></tr>
 * <tr><td>Shared part</td><td>a template file laid out once for all of an edition's readers</td><td>snippet, partial</td></tr>
 * <tr><td>Frame, standing type</td><td>where each mail is rendered in full: its headers with a hole for each part; the lines that are not encoded again</td><td>cache</td></tr>
 * <tr><td>Eml</td><td>one message's RFC 5322 bytes</td><td>body, payload</td></tr>
 * <tr><td>Slot</td><td>an edition's due local date-time, or the key of a manual trigger</td><td>slot for a field</td></tr>
 * <tr><td>Due, Dues</td><td>when one delivery goes, and what follows at freeze; those of a slot in every zone</td><td>schedule time</td></tr>
 * <tr><td>Variant of a slot</td><td>the edition that one zone's readers get of it ({@code freezePerZone})</td><td>version</td></tr>
 * <tr><td>Rhythm</td><td>a cadence as people say it: "Monday to Friday at 07:00"</td><td>pattern</td></tr>
 * <tr><td>Claim, Lease, Token</td><td>a range of deliveries in a dispatcher's hands; for how long; its number, never given out twice</td><td>lock</td></tr>
 * <tr><td>Field</td><td>a recipient's place in a rendering</td><td>slot, variable</td></tr>
 * <tr><td>Attempt, Outcome</td><td>one try; what it came to</td><td>result, status</td></tr>
 * <tr><td>Window</td><td>how many messages of one connection may be on record as begun at once</td><td>batch</td></tr>
 * <tr><td>Poison</td><td>a delivery at which connections break, and at nobody else; set aside after five tries</td><td>bad row</td></tr>
 * <tr><td>Pace</td><td>how fast an edition goes out, and how long it will take; of a recipients' domain: how fast it is mailed</td><td>throttle</td></tr>
 * <tr><td>Ring</td><td>who gets an edition before the others: seeds, then a share</td><td>wave, canary</td></tr>
 * <tr><td>Retraction, Revision, Correction</td><td>an article taken out of a frozen edition; the content from then on; the one mail to those who have it</td><td>recall</td></tr>
 * <tr><td>Accepted</td><td>our relay took responsibility (250 after the final dot); not "in the inbox"</td><td>sent, delivered</td></tr>
 * <tr><td>Bounce</td><td>what comes back later, by mail or webhook</td><td>failure</td></tr>
 * <tr><td>Installation, Node</td><td>one place where Digest is set up, with a name of its own; a process of it that sends</td><td>instance, server</td></tr>
 * <tr><td>Held, Release</td><td>nothing may be sent from this store; a person's word that it may again</td><td>lock, freeze</td></tr>
 * <tr><td>Uncertain</td><td>the link broke after the final dot, before the reply (RFC 1047)</td><td>lost, unknown</td></tr>
 * </table>
 *
 * Users' own pages and mails use plain words ("Sent", "Waiting", "Failed"), not these.
 */
@NullMarked
package digest;

import org.jspecify.annotations.NullMarked;
