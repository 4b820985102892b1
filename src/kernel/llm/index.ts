export { askModel, type ChatMessage, type LlmConfig, ModelError } from './ports.ts'
