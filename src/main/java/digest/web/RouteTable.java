package digest.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Registers routes so that none can be forgotten by the checks: each names its door and its policy,
 * and what changes something at the desk is given its form only after origin and token are judged.
 */
final class RouteTable {

  /** Answers a form of the desk. */
  interface Act {
    void handle(Context ctx, Form form) throws Exception;
  }

  private final RoutesConfig routes;
  private final Access access;

  RouteTable(RoutesConfig routes, Access access) {
    this.routes = routes;
    this.access = access;
    routes.before(access::demandOurName);
  }

  /** A page of the desk. */
  void desk(String path, Handler page) {
    show(path, Door.DESK, Policy.DESK, page);
  }

  /** Shows something: GET, and HEAD, which is the same without the body. Changes nothing (T14). */
  void show(String path, Door door, Policy policy, Handler page) {
    Handler guarded =
        ctx -> {
          policy.apply(ctx);
          admit(door, ctx);
          page.handle(ctx);
        };
    routes.get(path, guarded);
    routes.head(path, guarded);
  }

  /** A form of the desk. */
  void act(String path, Act act) {
    routes.post(
        path,
        ctx -> {
          Policy.DESK.apply(ctx);
          admit(Door.DESK, ctx);
          act.handle(ctx, access.demandOurForm(ctx));
        });
  }

  /** A reader's press: the token in the address is all it needs (RFC 8058 §3.1). */
  void press(String path, Handler press) {
    routes.post(
        path,
        ctx -> {
          Policy.READER.apply(ctx);
          press.handle(ctx);
        });
  }

  private void admit(Door door, Context ctx) {
    if (door == Door.DESK) {
      access.demandThisMachine(ctx);
    }
  }
}
