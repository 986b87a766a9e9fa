/** All types of resources in one table. */
import type { Definitions } from './model.js'
import { builds } from './resources/builds.js'
import { callbacks } from './resources/callbacks.js'
import { companies } from './resources/companies.js'
import { dataElements } from './resources/data-elements.js'
import { environments } from './resources/environments.js'
import { extensionPackages } from './resources/extension-packages.js'
import { extensions } from './resources/extensions.js'
import { hosts } from './resources/hosts.js'
import { libraries } from './resources/libraries.js'
import { users } from './resources/profile.js'
import { properties } from './resources/properties.js'
import { ruleComponents } from './resources/rule-components.js'
import { rules } from './resources/rules.js'
import { secrets } from './resources/secrets.js'

/** What the emulator knows of each type. */
export const definitions: Definitions = {
  builds,
  callbacks,
  companies,
  data_elements: dataElements,
  environments,
  extension_packages: extensionPackages,
  extensions,
  hosts,
  libraries,
  properties,
  rule_components: ruleComponents,
  rules,
  secrets,
  users,
}
