/** Reasons of the scrape pipeline; part of the catalogue in reasons.ts. */
export const scrapeReasons = {
  BeingDeleted: {
    meaning: 'The object is being deleted and no longer selected.',
    remedy: 'Nothing.',
  },
  ConfigParsedAndApplied: {
    meaning: 'Whether a scraper that selects the object uses it; the name of the condition says which scraper.',
    remedy: 'Where the status is False, correct what the message names; the path in it is a field of the object.',
  },
  DaemonSetTakesPods: {
    meaning: 'A VMAgent that runs as a DaemonSet selects objects of the kind VMPodScrape only.',
    remedy: 'Select the object by another VMAgent, or set daemonSetMode to false.',
  },
  FileAccessDenied: {
    meaning: 'A scraper takes no objects that name files of its container, and the object names one.',
    remedy: 'Put the value into a Secret and refer to that, or unset arbitraryFSAccessThroughSMs.deny of the scraper.',
  },
  FieldWithoutEffect: {
    meaning: 'A field is accepted and changes nothing, because the program knows no such field or value.',
    remedy: 'Leave the field out, or write the value which the message names.',
  },
  FurtherScrapers: {
    meaning: 'More scrapers leave the object out than its status lists.',
    remedy: 'Ask with `vmop explain` about a scraper which the status does not name.',
  },
  LabelsNotSelected: {
    meaning: 'The labels of the object are not those which the selector of a scraper wants.',
    remedy:
      'Nothing, if another scraper takes the object; else change the label or the selector which the message names.',
  },
  NamespaceNotSelected: {
    meaning: 'The namespace of the object is none of those from which a scraper takes objects.',
    remedy:
      'Nothing, if another scraper takes the object; else change the namespace selector, or the labels of the namespace.',
  },
  ReferenceBundleRefused: {
    meaning: 'A list of references was not written by vmop, or was changed or copied: nothing is resolved for it.',
    remedy: 'Delete the ReferenceBundle if it is a copy; vmop itself restores one that was edited.',
  },
  ReferenceNameTooLong: {
    meaning: 'A referenced certificate becomes a file, whose name would be longer than Kubernetes allows.',
    remedy: 'Shorten the name of the Secret or ConfigMap, or the key in it.',
  },
  ReferenceNotFound: {
    meaning: 'A Secret or ConfigMap that an object refers to, or the key in it, does not exist.',
    remedy: 'Create it in the namespace of the object, or correct the reference; everything else goes on.',
  },
  ReferencesPending: {
    meaning: 'The values that an object refers to are being looked up; its jobs stay as they are until then.',
    remedy: 'Wait a moment; if it stays, look at the ReferenceBundles of the workload and at the log of the hooks.',
  },
  ReferencesResolved: {
    meaning: 'Every value that the objects of a workload refer to was found.',
    remedy: 'Nothing to do.',
  },
  ScrapeClassUnknown: {
    meaning: 'The object names a scrape class that a scraper does not have.',
    remedy: 'Correct spec.scrapeClass, or add the class to spec.scrapeClasses of the scraper.',
  },
  ScrapeConfigLarge: {
    meaning: 'The generated scrape configuration comes near a limit of Kubernetes.',
    remedy: 'Divide the scrape objects among several VMAgents by selectors, or use fewer TLS assets.',
  },
  ScrapeConfigTooLarge: {
    meaning:
      'A part of the generated scrape configuration does not fit into a Secret; the former configuration stays in use.',
    remedy: 'Make the object which the message names smaller, or divide the objects among several VMAgents.',
  },
  ScrapeJobsInvalid: {
    meaning: 'Additional or inline scrape jobs are no YAML list of jobs.',
    remedy: 'Correct the YAML: a list whose items are mappings with job_name.',
  },
  ScrapeObjectTooLarge: {
    meaning:
      'The jobs of the object, or its certificates, are more than one object may bring into the configuration; it is left out.',
    remedy: 'Divide the object into several, with fewer endpoints, or refer to smaller certificates.',
  },
  ScrapeObjectsLeftOut: {
    meaning: 'Selected scrape objects are wrong in themselves and not part of the configuration.',
    remedy: 'Correct the objects which the message names; their own status says the same.',
  },
  SelectorsNotSet: {
    meaning: 'A scraper has no selector for the kind of the object, and selectAllByDefault is not true.',
    remedy: 'Set one of the selectors which the message names; `{}` stands for everything.',
  },
} as const;
