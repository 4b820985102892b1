import { limits } from './limits.js'
import { clockOf, round } from './words.js'

/**
 * What the program tells people, in both languages side by side: the same numbers and codes in both, in Chinese no English
 * and in English no Chinese but names. A sentence is made only where something is told.
 *
 * @typedef {{ zh: string, en: string }} Said
 */

/** Classes as English sentences call them. */
const classes = {
  工程渣土: 'excavated soil',
  工程泥浆: 'slurry',
  工程垃圾: 'construction waste',
  拆除垃圾: 'demolition waste',
  装修垃圾: 'renovation waste',
}
const classOf = (kind) => classes[kind] ?? kind

/** Several sentences as one; none: empty. @param {readonly Said[]} all @returns {Said} */
export function joined(all) {
  const en = all.map((s) => s.en).join('; ')
  return { zh: all.map((s) => s.zh).join('；'), en: en.slice(0, 1).toUpperCase() + en.slice(1) }
}

/** At the gates. */
export const unrecorded = ({ number, code }) => ({
  zh: `联单${number}在${code}登记通过，但前后${limits.gateMinutes}分钟内没有该车的过磅或抓拍记录。`,
  en: `Ticket ${number} was entered at ${code}, but within ${limits.gateMinutes} minutes before or after no weighbridge or camera there recorded the truck.`,
})
export const unticketed = ({ code, net, number }) => ({
  zh: `${code}的过磅抓拍记录到该车${net === null ? '' : `净重${net}吨`}，前后${limits.gateMinutes}分钟内${number === '' ? '没有对应的联单' : `没有在此扫描联单${number}`}。`,
  en: `The gate of ${code} recorded the truck${net === null ? '' : ` with ${net} t net`}; within ${limits.gateMinutes} minutes before or after ${number === '' ? 'there was no ticket for it' : `nobody scanned ticket ${number} there`}.`,
})
export const overloaded = ({ at, code, net, most }) => {
  const over = round((net / most - 1) * 100)
  return {
    zh: `${clockOf(at)}在${code}过磅净重${net}吨，核定载质量${most}吨，超${over}%。`,
    en: `On ${clockOf(at)} the weighbridge of ${code} showed ${net} t net on a truck rated for ${most} t, ${over}% more than allowed.`,
  }
}
export const enteredElsewhere = ({ number, receiver, at, code }) => ({
  zh: `联单${number}约定运往${receiver}，${clockOf(at)}该车载重进入${code}。`,
  en: `Ticket ${number} is for ${receiver}; on ${clockOf(at)} the truck entered ${code} with its load.`,
})
export const shownAgain = ({ number, closed, at, code }) => ({
  zh: `联单${number}已于${clockOf(closed)}闭环，${clockOf(at)}又在${code}出示。`,
  en: `Ticket ${number} was closed on ${clockOf(closed)}; on ${clockOf(at)} it was shown once more at ${code}.`,
})

/** By scans. */
export const scannedElsewhere = ({ number, receiver, at, code }) => ({
  zh: `联单${number}约定运往${receiver}，${clockOf(at)}在${code}扫码进场。`,
  en: `Ticket ${number} is for ${receiver}; on ${clockOf(at)} it was scanned in at ${code}.`,
})
export const scannedAgain = ({ number, closed, at, code }) => ({
  zh: `联单${number}已于${clockOf(closed)}闭环，${clockOf(at)}又在${code}扫码进场。`,
  en: `Ticket ${number} was closed on ${clockOf(closed)}; on ${clockOf(at)} it was scanned in once more at ${code}.`,
})

/** Out of a site with a load. */
const left = ({ at, load, site }) => ({
  zh: `${clockOf(at)}该车载重${round(load)}吨驶出${site}，其后${limits.ticketMinutes}分钟内没有开具联单`,
  en: `truck left ${site} with ${round(load)} t on ${clockOf(at)}, and in the ${limits.ticketMinutes} minutes after no ticket was issued`,
})
export const leftWithout = (seen) => {
  const { zh, en } = left(seen)
  return { zh: `${zh}。`, en: `The ${en}.` }
}
export const leftOnUsed = ({ number, brought, receiver, ...seen }) => {
  const { zh, en } = left(seen)
  return {
    zh: `联单${number}的那一车已于${clockOf(brought)}运到${receiver}；${zh}，没有新的联单。`,
    en: `The load of ticket ${number} was brought to ${receiver} on ${clockOf(brought)}; the ${en}.`,
  }
}

/** On the road. */
export const tippedElsewhere = ({ number, receiver, at, code, from, to }) => ({
  zh: `联单${number}约定运往${receiver}，${clockOf(at)}该车在${code}内载重由${from}吨降到${to}吨。`,
  en: `Ticket ${number} is for ${receiver}; on ${clockOf(at)}, inside ${code}, the truck’s load fell from ${from} t to ${to} t.`,
})
export const tippedOutside = ({ at, from, to, open }) => ({
  zh: `${clockOf(at)}该车在工地和消纳场以外，载重由${from}吨降到${to}吨${open === null ? '，当时没有联单' : `，联单${open.number}未到${open.receiver}`}。`,
  en: `On ${clockOf(at)}, outside of all sites and receivers, the truck’s load fell from ${from} t to ${to} t${open === null ? '; it was on no ticket' : `; ticket ${open.number} had not reached ${open.receiver}`}.`,
})
export const leftRoute = ({ number, at, minutes, metres }) => ({
  zh: `联单${number}：该车自${clockOf(at)}起离开核定路线超过${limits.corridorMetres}米，已行驶${minutes}分钟，此刻相距${metres}米。`,
  en: `Ticket ${number}: since ${clockOf(at)} the truck has been more than ${limits.corridorMetres} m off its approved route, driving for ${minutes} minutes; now it is ${metres} m away.`,
})
export const outsideHours = ({ number, from, until, at, minutes }) => ({
  zh: `联单${number}：准运时段为${from}至${until}，该车${clockOf(at)}仍在行驶，相差${minutes}分钟。`,
  en: `Ticket ${number}: hauling is allowed from ${from} to ${until}; on ${clockOf(at)} the truck was still driving, ${minutes} minutes outside.`,
})
export const cameBack = ({ number, at, minutes, receiver, site }) => ({
  zh: `联单${number}：该车未装载重传感器，${clockOf(at)}在工地和消纳场以外停留${minutes}分钟，没有在${receiver}停留就回到${site}，联单未闭环。`,
  en: `Ticket ${number}: the truck has no load sensor; on ${clockOf(at)} it stood for ${minutes} minutes outside of all sites and receivers and, without having stood at ${receiver}, came back to ${site} with the ticket open.`,
})
export const stoodOutside = ({ number, at, minutes }) => ({
  zh: `联单${number}：该车未装载重传感器，${clockOf(at)}在工地和消纳场以外停留${minutes}分钟，出场${limits.closeMinutes}分钟后联单仍未闭环。`,
  en: `Ticket ${number}: the truck has no load sensor; on ${clockOf(at)} it stood for ${minutes} minutes outside of all sites and receivers, and ${limits.closeMinutes} minutes after leaving its ticket was still open.`,
})

/** Of places and papers. */
export const balanceOff = ({ code, day, gates, tickets, off, share }) => ({
  zh: `${code}在${day}过磅合计${round(gates)}吨，联单合计${round(tickets)}吨，${off > 0 ? '多' : '少'}出${Math.abs(off)}吨，占${round(share * 100)}%，超过允许的${limits.balanceShare * 100}%。`,
  en: `On ${day} ${code} weighed ${round(gates)} t while its tickets say ${round(tickets)} t: ${Math.abs(off)} t too ${off > 0 ? 'many' : 'few'}, ${round(share * 100)}%, more than the ${limits.balanceShare * 100}% allowed.`,
})
export const beyondCapacity = ({ name, capacity, filled }) => ({
  zh: `${name}核定容量${capacity}立方米，已接收${filled}立方米，超出${round(filled - capacity)}立方米。`,
  en: `${name} may take ${capacity} m³ and has taken ${filled} m³, ${round(filled - capacity)} m³ too many.`,
})
export const beyondQuota = ({ site, approved, issued, quantity }) => ({
  zh: `${site}核准处置${approved}立方米，已开联单${round(issued)}立方米，又要开${quantity}立方米。`,
  en: `${site} is approved for ${approved} m³; tickets for ${round(issued)} m³ are issued, and ${quantity} m³ more were asked for.`,
})
export const permitEnds = ({ vehicle, until, isOver }) => ({
  zh: `${vehicle}的准运证${isOver ? '已于' : '将于'}${until}到期。`,
  en: `The permit of ${vehicle} ${isOver ? 'ended' : 'ends'} on ${until}.`,
})

/** What an inspector found on the road. */
export const inspected = (at, { zh, en }) => ({
  zh: `${clockOf(at)}执法检查：${zh}。`,
  en: `Inspected on ${clockOf(at)}: ${en}.`,
})
export const nothingUnusual = { zh: '未见异常', en: 'Nothing unusual' }
export const unknownTruck = { zh: '车辆没有登记', en: 'the truck is not registered' }
export const permitOver = (until) => ({
  zh: `准运证已于${until}到期`,
  en: `its permit ended on ${until}`,
})
export const loadedWithout = {
  zh: '载有渣土，没有未闭环的联单',
  en: 'loaded with spoil, and no ticket is open',
}
export const otherClass = ({ said, seen }) => ({
  zh: `联单为${said}，现场为${seen}`,
  en: `the ticket says ${classOf(said)}, there was ${classOf(seen)}`,
})

/** What does not fit between what left and what arrived. */
export const quantityOff = ({ off, quantity, arrived }) => ({
  zh: `方量相差${round(off * 100)}%（出场${quantity}、进场${arrived}立方米）`,
  en: `quantity off by ${round(off * 100)}% (${quantity} left, ${arrived} m³ arrived)`,
})
export const classOff = ({ said, seen }) => ({
  zh: `类别不符（出场${said}、进场${seen}）`,
  en: `another class (${classOf(said)} left, ${classOf(seen)} arrived)`,
})
export const tookLong = ({ took, minutes }) => ({
  zh: `用时${took}分钟，核定路线约${minutes}分钟`,
  en: `took ${took} minutes, the approved route about ${minutes} minutes`,
})
export const tookShort = ({ took }) => ({
  zh: `用时${took}分钟，短于核定路线所需的三分之一`,
  en: `took ${took} minutes, less than a third of what the approved route needs`,
})
export const wasOff = { zh: '途中偏离核定路线', en: 'left the approved route on the way' }

/** Why a supply and a demand are paired. */
export const whyPaired = ({ kilometres, days, quantity }) => ({
  zh: `直线距离${kilometres}公里，工期重叠${days}天，可调配${quantity}立方米；按距离由近到远、双方尚有余量配对。`,
  en: `${kilometres} km apart as the crow flies, ${days} days shared, ${quantity} m³ could be moved; paired nearest first, as long as both have something left.`,
})
