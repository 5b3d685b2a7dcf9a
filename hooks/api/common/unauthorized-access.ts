import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { type FieldMeta, metaOf, opaqueValue, optional, withMeta } from '../field.ts';
import { textOrTexts } from './relabel-config.ts';
import { texts } from './scalars.ts';
import { targetRefs } from './target-refs.ts';
import { metricLabelFields, routingFields, userOptionFields } from './user-options.ts';

const anyType: FieldMeta = { crdInstead: opaqueValue };

const urlMapItem = openObject({
  src_paths: optional(texts, 'Regular expressions of the paths that go to these backends.'),
  src_hosts: optional(texts, 'Regular expressions of the hosts that go to these backends.'),
  src_headers: optional(texts, 'Headers that a request must carry, each as `Name: value`.'),
  src_query_args: optional(texts, 'Query arguments that a request must carry.'),
  url_prefix: optional(textOrTexts, 'Address of the backend, or a list of addresses.', anyType),
  ...routingFields,
});

const urlMap = z.array(urlMapItem);

/** What happens to requests without credentials. */
export const unauthorizedUserAccess = openObject({
  targetRefs: optional(targetRefs, 'Backends, and the requests that go to each of them.'),
  url_prefix: optional(textOrTexts, 'Earlier form of targetRefs: one address, or a list.', anyType),
  url_map: optional(urlMap, 'Earlier form of targetRefs: routes to fixed addresses.'),
  ...userOptionFields,
  ...metricLabelFields,
});

/** The earlier form: routes, with the options beside them in spec, where the CRDs keep them without listing them. */
export const earlierUnauthorizedFields = {
  unauthorizedAccessConfig: optional(urlMap, 'Earlier form of unauthorizedUserAccessSpec.', anyType),
  access_log: unlisted(userOptionFields.access_log),
  default_url: unlisted(userOptionFields.default_url),
  discover_backend_ips: unlisted(userOptionFields.discover_backend_ips),
  drop_src_path_prefix_parts: unlisted(userOptionFields.drop_src_path_prefix_parts),
  dump_request_on_errors: unlisted(userOptionFields.dump_request_on_errors),
  headers: unlisted(userOptionFields.headers),
  ip_filters: unlisted(userOptionFields.ip_filters),
  load_balancing_policy: unlisted(userOptionFields.load_balancing_policy),
  max_concurrent_requests: unlisted(userOptionFields.max_concurrent_requests),
  response_headers: unlisted(userOptionFields.response_headers),
  retry_status_codes: unlisted(userOptionFields.retry_status_codes),
  tlsConfig: unlisted(userOptionFields.tlsConfig),
};

function unlisted<T extends z.ZodType>(field: T): T {
  return withMeta(field.clone(), { ...metaOf(field), crdOmit: true });
}
