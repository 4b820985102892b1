export const EntryPage = () => null
