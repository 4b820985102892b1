export const DutiesPage = () => null
