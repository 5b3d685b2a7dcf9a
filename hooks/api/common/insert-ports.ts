import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { text } from './scalars.ts';

/** Listeners for protocols other than HTTP; a listener exists only where its port is given. */
export const insertPorts = openObject({
  graphitePort: optional(text, 'Port for Graphite plain text over TCP and UDP.'),
  influxPort: optional(text, 'Port for InfluxDB line protocol over TCP and UDP.'),
  openTSDBHTTPPort: optional(text, 'Port for OpenTSDB put requests over HTTP.'),
  openTSDBPort: optional(text, 'Port for the OpenTSDB telnet protocol over TCP and UDP.'),
});
