/**
 * What a vmagent of 2022 (1.79.5, the one in Debian) does not know and the current one does, as `type field` in the words of
 * its strict parser. Such a field is left out before an old program judges the rest; a program that knows it never
 * complains, so nothing is left out for it. A field that no vmagent knows does not belong here.
 */
export const newerThanOldVmagent: ReadonlySet<string> = new Set([
  // global: limits and relabelling for all jobs, since 1.88 and later.
  'promscrape.GlobalConfig sample_limit',
  'promscrape.GlobalConfig metric_relabel_configs',
  'promscrape.GlobalConfig relabel_configs',
  // job
  'promscrape.ScrapeConfig max_scrape_size',
  'promscrape.ScrapeConfig no_stale_markers',
  // discovery that came later
  'promscrape.ScrapeConfig consulagent_sd_configs',
  'promscrape.ScrapeConfig hetzner_sd_configs',
  'promscrape.ScrapeConfig kuma_sd_configs',
  'promscrape.ScrapeConfig marathon_sd_configs',
  'promscrape.ScrapeConfig nomad_sd_configs',
  'promscrape.ScrapeConfig ovhcloud_sd_configs',
  'promscrape.ScrapeConfig puppetdb_sd_configs',
  'promscrape.ScrapeConfig vultr_configs',
  'promscrape.ScrapeConfig yandexcloud_sd_configs',
  // discovery: labels of the namespace
  'kubernetes.AttachMetadata namespace',
  // discovery: single options
  'consul.SDConfig partition',
  'consul.SDConfig filter',
  'docker.SDConfig match_first_network',
  // discovery: options of the HTTP client
  'azure.SDConfig follow_redirects',
  'consul.SDConfig follow_redirects',
  'digitalocean.SDConfig follow_redirects',
  'docker.SDConfig follow_redirects',
  'dockerswarm.SDConfig follow_redirects',
  'eureka.SDConfig follow_redirects',
  'http.SDConfig follow_redirects',
  'kubernetes.SDConfig follow_redirects',
]);

/** Words of an old vmagent about `if` with several expressions, which it cannot read: it judges the first one. */
export const refusesIfList = /cannot unmarshal `if` option.*cannot unmarshal !!seq into string/s;
