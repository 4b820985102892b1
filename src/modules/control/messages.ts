import { careMessages } from './messages/care.ts'
import { levelMessages } from './messages/levels.ts'
import { modelMessages } from './messages/models.ts'

export const controlMessages = { ...levelMessages, ...modelMessages, ...careMessages }
