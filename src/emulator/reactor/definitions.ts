/** All types of resources in one table. */
import type { Definitions } from './model.js'
import { appConfigurations } from './resources/app-configurations.js'
import { auditEvents } from './resources/audit-events.js'
import { builds } from './resources/builds.js'
import { callbacks } from './resources/callbacks.js'
import { companies } from './resources/companies.js'
import { dataElements } from './resources/data-elements.js'
import { environments } from './resources/environments.js'
import { extensionPackages } from './resources/extension-packages.js'
import { extensions } from './resources/extensions.js'
import { hosts } from './resources/hosts.js'
import { libraries } from './resources/libraries.js'
import { notes } from './resources/notes.js'
import { users } from './resources/profile.js'
import { properties } from './resources/properties.js'
import { ruleComponents } from './resources/rule-components.js'
import { rules } from './resources/rules.js'
import { secrets } from './resources/secrets.js'
import { usageAuthorizations } from './resources/usage-authorizations.js'

/** What the emulator knows of each type. */
export const definitions: Definitions = {
  app_configurations: appConfigurations,
  audit_events: auditEvents,
  builds,
  callbacks,
  companies,
  data_elements: dataElements,
  environments,
  extension_package_usage_authorizations: usageAuthorizations,
  extension_packages: extensionPackages,
  extensions,
  hosts,
  libraries,
  notes,
  properties,
  rule_components: ruleComponents,
  rules,
  secrets,
  users,
}
