package se.rond.reliability.storm;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is there. The first three requests have a region each, with three teams, two physicians and a
 * nurse function; all later ones share a region with one of each, so that a team has several visits
 * and must make them one after the other. So who is asked depends on what people do, and not on
 * which request came first.
 */
final class Scene {

  /** Watches over all municipalities before the handover. */
  static final String BEFORE = "KF-BEFORE";

  /** Watches over all municipalities after it. */
  static final String AFTER = "KF-AFTER";

  private Scene() {}

  /** Where the n-th request of a story is raised. */
  static String municipality(int number) {
    return switch (number) {
      case 1 -> "1080";
      case 2 -> "1081";
      case 3 -> "1082";
      default -> number % 2 == 0 ? "1083" : "1060";
    };
  }

  static void set(JdbcClient database) {
    database
        .sql(
            """
            insert into dispatch.region (code, name)
            values ('91', 'One'), ('92', 'Two'), ('93', 'Three'), ('94', 'Shared');

            update dispatch.municipality set region = case code
              when '1080' then '91' when '1081' then '92' when '1082' then '93' else '94' end
            where code in ('1080', '1081', '1082', '1083', '1060');

            insert into dispatch.responder (id, kind, name, region, care_provider, municipalities, capabilities,
              base_name, base_latitude, base_longitude)
            select who.id || '-' || region.code, who.kind, who.id, region.code, 'SE2321000081-1001',
                   array(select code from dispatch.municipality m where m.region = region.code),
                   (select capabilities from dispatch.responder m where m.id = who.as_able_as),
                   'Base', 56.1 + who.distance, 15.2
            from dispatch.region cross join (values
                ('T1', 'MOBILE_TEAM', 'M12', 0.1), ('T2', 'MOBILE_TEAM', 'M12', 0.3), ('T3', 'MOBILE_TEAM', 'M11', 0.0),
                ('L1', 'PHYSICIAN', 'LB-10-1', 0.0), ('L2', 'PHYSICIAN', 'LB-10-1', 0.0),
                ('N1', 'NURSE_FUNCTION', 'NF-1080', 0.0)) who (id, kind, as_able_as, distance)
            where region.code in ('91', '92', '93') or region.code = '94' and who.id in ('T1', 'L1', 'N1');

            insert into dispatch.shift (responder, starts_at, ends_at)
            select id, '2026-11-20T00:00:00Z', '2026-11-24T00:00:00Z' from dispatch.responder
            where region in ('91', '92', '93', '94');

            insert into dispatch.agreement (id, region, version, valid_from, terms, published_by, published_at)
            select gen_random_uuid(), region.code, 1, agreed.valid_from, agreed.terms, agreed.published_by, agreed.published_at
            from dispatch.region
              join dispatch.agreement agreed on agreed.region = '10' and agreed.municipality is null and agreed.version = 1
            where region.code in ('91', '92', '93', '94');
            """)
        .update();
  }

  /** The coordinator of a shift takes over all municipalities. */
  static void isWatchedBy(JdbcClient database, String coordinator) {
    database
        .sql(
            """
            delete from notification.function_area;
            insert into notification.function_area (municipality, recipient, coordinates)
            select code, '%s', true from dispatch.municipality;
            """
                .formatted(coordinator))
        .update();
  }
}
