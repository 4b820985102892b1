export const UrgencyPage = () => null
