export const DutyCheckPage = () => null
