import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { flag, integer, textMap, texts } from './scalars.ts';
import { tlsConfig } from './tls-config.ts';

/** How vmauth passes requests on; for a user as a whole and for each of the user's backends. */
export const routingFields = {
  discover_backend_ips: optional(flag, 'Look up all addresses of a backend and share the load among them.'),
  drop_src_path_prefix_parts: optional(integer, 'Number of leading path elements that are cut off.'),
  headers: optional(texts, 'Headers added to requests, each as `Name: value`; without a value the header is removed.'),
  response_headers: optional(
    texts,
    'Headers added to answers, each as `Name: value`; without a value the header is removed.',
  ),
  load_balancing_policy: optional(z.enum(['least_loaded', 'first_available']), 'Which backend gets a request.'),
  retry_status_codes: optional(
    z.array(integer),
    'Status codes of a backend after which the next one gets the request.',
  ),
};

const ipFilters = openObject({
  allow_list: optional(texts, 'Addresses and networks that may send requests; all others are refused.'),
  deny_list: optional(texts, 'Addresses and networks that are refused.'),
});

const accessLog = openObject({
  filters: optional(
    openObject({ skip_status_codes: optional(z.array(integer), 'Requests answered with these codes are not logged.') }),
    'Which requests are left out.',
  ),
});

/** What vmauth can be told about a user, or about requests without one. */
export const userOptionFields = {
  ...routingFields,
  access_log: optional(accessLog, 'Logs each request of the user.'),
  default_url: optional(texts, 'Backends for requests that match no route.'),
  dump_request_on_errors: optional(flag, 'Show the request in the error that answers it.'),
  ip_filters: optional(ipFilters, 'Who may send requests; needs a license.'),
  max_concurrent_requests: optional(integer, 'Most requests of the user at a time.'),
  tlsConfig: optional(tlsConfig, 'TLS on the way to the backends.'),
};

/** Labels on the metrics that vmauth keeps per user. */
export const metricLabelFields = {
  metric_labels: optional(textMap, 'Labels added to the metrics of vmauth about the user.'),
};
