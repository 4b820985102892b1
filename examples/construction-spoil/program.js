// examples/construction-spoil/source/limits.js
/**
* Every threshold of the package, with its unit and its reason. The thresholds of findings were chosen on simulated
* days (seeds 1 to 11) and are reported on other days, see `bench/spoil.ts`. A city changes them here, by a new version.
*/
var limits = {
	/** Metres around a site's or receiver's point that count as inside: half of a large building site. */
	fenceMetres: 150,
	/** Metres beyond the fence that are still no place of its own: positions jump by some 50 metres between houses. */
	fenceMargin: 60,
	/** Tonnes above which a truck counts as loaded; an empty body shows up to 2 t of mud and sensor error. */
	loadedTonnes: 5,
	/** Tonnes by which the load has to fall within one stop; a load that only shifts moves the sensor by less. */
	fallTonnes: 4,
	/** Share of the load that has to fall: unloading a part on the way is a dump as well, noise is not. */
	fallShare: .3,
	/** Minutes after leaving a site loaded that a ticket may still come: phones in a pit send late. */
	ticketMinutes: 90,
	/** Metres beside the corridor: positions jump, and a street has a service lane. */
	corridorMetres: 300,
	/** Minutes beside the corridor before it counts as left; road works lead around a block in less. */
	corridorMinutes: 6,
	/** Minutes outside the hours allowed that are let pass: a queue at the gate. */
	hoursMinutes: 15,
	/** km/h below which a truck stands; positions of a standing truck drift by less. */
	standsBelow: 4,
	/** Metres within which a stop is the same stop. */
	stopMetres: 120,
	/** Minutes that a stop has to last where the load is not measured; meals and queues are shorter. */
	stopMinutes: 20,
	/** Minutes without the arrival after which a stop without a measured load is told. */
	closeMinutes: 240,
	/** Share above the permitted load: the error of a weighbridge (1 %) and wet soil on the body. */
	overload: .05,
	/** Share by which the quantity that arrives may differ: loosening and estimates by eye. */
	quantityShare: .1,
	/** Minutes more than twice the route's own time before the time does not fit. */
	lateMinutes: 60,
	/** Minutes between a truck's gate record and its ticket at one place, by the platform's clock or the phone's. */
	meetMinutes: 20,
	/** Minutes that a gate record waits for its ticket, and the reverse, before it is told: phones in a pit send late. */
	gateMinutes: 90,
	/** Minutes between a truck's position inside a place and a scan there. */
	insideMinutes: 10,
	/** Minutes of silence between two positions after which nobody knows where the load was tipped. */
	gapMinutes: 4,
	/** Metres a minute that no truck drives faster through a town (72 km/h on average); beyond, the camera misread the plate. */
	fastest: 1200,
	/** Minutes by which the clocks of a gate and of a truck's terminal may differ. */
	gateClock: 1,
	/** Minutes that tipping takes at least; a shorter stop is a traffic light. */
	tipMinutes: 4,
	/** Share by which a day's weighed tonnes and ticketed tonnes may differ: the camera misses one truck in seventy, quantities are judged by eye. */
	balanceShare: .08,
	/** Tonnes that this has to be at least: one truck that the camera missed is no imbalance. */
	balanceTonnes: 40,
	/** Hours after a day's end when it is summed up: late phones have sent by then. */
	balanceHours: 6,
	/** Minutes between a phone's clock and the platform's that are marked. */
	clockMinutes: 10,
	/** Minutes within which a second scan is the same scan. */
	scanMinutes: 30,
	/** Days before the end of a permit when it is told. */
	expiryDays: 30,
	/** Tonnes of a cubic metre, loose, by class: for what is weighed against what is said in cubic metres. */
	tonnes: {
		工程渣土: 1.6,
		工程泥浆: 1.2,
		工程垃圾: 1.4,
		拆除垃圾: 1.5,
		装修垃圾: 1.1
	},
	/** Kilometres between supply and demand beyond which hauling costs more than the soil is worth. */
	pairKilometres: 30,
	/** Days of a shared period that a pair needs at least. */
	pairDays: 3,
	/** Cubic metres below which a pair is not worth a contract. */
	pairLeast: 500
};
/** Ways of using what arrives that count as resource use; 消纳填埋 does not. */
var uses = [
	"土方平衡",
	"矿坑修复",
	"环境治理",
	"烧结制品",
	"回填利用"
];
/** What is found, how grave (1 to 4: blue, yellow, orange, red), and how it is called. */
var kinds = {
	"no-ticket": {
		severity: 3,
		title: "无联单运输"
	},
	"gate-no-ticket": {
		severity: 2,
		title: "有过磅抓拍记录、无联单"
	},
	"ticket-no-gate": {
		severity: 2,
		title: "有联单、无过磅抓拍记录"
	},
	reused: {
		severity: 3,
		title: "一单多用"
	},
	"wrong-destination": {
		severity: 3,
		title: "未到约定地点卸土"
	},
	"route-left": {
		severity: 2,
		title: "偏离核定路线"
	},
	"hours-broken": {
		severity: 1,
		title: "超出准运时段"
	},
	dump: {
		severity: 4,
		title: "疑似途中倾倒"
	},
	overload: {
		severity: 2,
		title: "超载"
	},
	capacity: {
		severity: 3,
		title: "超出消纳容量"
	},
	quota: {
		severity: 3,
		title: "超出核准处置量"
	},
	balance: {
		severity: 3,
		title: "日物料不平衡"
	},
	expiry: {
		severity: 1,
		title: "证件到期"
	}
};
// examples/construction-spoil/source/words.js
/** Shanghai's time is eight hours ahead of the world's; a program is given no calendar. */
var ahead = 288e5;
var minute$6 = 6e4;
var states = {
	issued: "待出场",
	under: "运输中",
	closed: "已闭环",
	refused: "已拒收",
	disputed: "有争议",
	void: "已作废"
};
/** @param {string | number} at */
var ms = (at) => typeof at === "number" ? at : Date.parse(at);
/** Whole minutes from one time to the other. @param {string | number} from @param {string | number} until */
var minutesBetween = (from, until) => Math.round((ms(until) - ms(from)) / minute$6);
/** The day in Shanghai: 2026-11-30. @param {string | number} at */
var dayOf = (at) => new Date(ms(at) + ahead).toISOString().slice(0, 10);
/** As people read it in Shanghai: 11-30 14:05. @param {string | number} at */
var clockOf = (at) => new Date(ms(at) + ahead).toISOString().slice(5, 16).replace("T", " ");
/** Minutes since midnight in Shanghai. @param {string | number} at */
var minuteOfDay = (at) => Math.floor((ms(at) + ahead) % 864e5 / minute$6);
/** @param {string} hhmm */
var minuteOf = (hhmm) => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3, 5));
/** Minutes by which a time lies outside hours of the day, which may pass midnight: 22:00 to 06:00. */
function minutesOutside(at, from, until) {
	const [a, b, m] = [
		minuteOf(from),
		minuteOf(until),
		minuteOfDay(at)
	];
	if ((a <= b ? m >= a && m <= b : m >= a || m <= b) || a === b) return 0;
	const away = (x, y) => Math.min((x - y + 1440) % 1440, (y - x + 1440) % 1440);
	return Math.min(away(m, a), away(m, b));
}
/** @param {number} n */
var round = (n, digits = 1) => Math.round(n * 10 ** digits) / 10 ** digits;
/** Tonnes of so many cubic metres of a class. */
var tonnesOf = (kind, quantity) => round(quantity * (limits.tonnes[kind] ?? 1.5), 2);
/**
* Asks for several rows and notes at once: each that is not there yet is told, and the call begins again with all of them,
* instead of once for each.
* @param {(() => unknown)[]} asks at most ten
*/
function together(asks) {
	let missing;
	const found = asks.map((ask) => {
		try {
			return ask();
		} catch (error) {
			missing ??= error;
			return null;
		}
	});
	if (missing !== void 0) throw missing;
	return found;
}
/**
* A finding, as a row. Its number is made of what it is about, so that the same is never told twice by a call that is repeated.
* @param {any} ctx
* @param {keyof typeof kinds} kind
* @param {{ zh: string, en: string }} says the evidence in words
* @param {Record<string, unknown>} about `object` names what it is counted for
*/
function tell(ctx, kind, says, about) {
	const { severity, title } = kinds[kind];
	const words = {
		explanation: says.zh,
		explanation_en: says.en
	};
	const row = {
		id: ctx.id("F"),
		kind,
		title,
		severity,
		at: ctx.now,
		...about,
		...words
	};
	ctx.put("findings", row);
	return row;
}
// examples/construction-spoil/source/sentences.js
/**
* What the program tells people, in both languages side by side: the same numbers and codes in both, in Chinese no English
* and in English no Chinese but names. A sentence is made only where something is told.
*
* @typedef {{ zh: string, en: string }} Said
*/
/** Classes as English sentences call them. */
var classes = {
	工程渣土: "excavated soil",
	工程泥浆: "slurry",
	工程垃圾: "construction waste",
	拆除垃圾: "demolition waste",
	装修垃圾: "renovation waste"
};
var classOf = (kind) => classes[kind] ?? kind;
/** Several sentences as one; none: empty. @param {readonly Said[]} all @returns {Said} */
function joined(all) {
	const en = all.map((s) => s.en).join("; ");
	return {
		zh: all.map((s) => s.zh).join("；"),
		en: en.slice(0, 1).toUpperCase() + en.slice(1)
	};
}
/** At the gates. */
var unrecorded = ({ number, code }) => ({
	zh: `联单${number}在${code}登记通过，但前后${limits.gateMinutes}分钟内没有该车的过磅或抓拍记录。`,
	en: `Ticket ${number} was entered at ${code}, but within ${limits.gateMinutes} minutes before or after no weighbridge or camera there recorded the truck.`
});
var unticketed = ({ code, net, number }) => ({
	zh: `${code}的过磅抓拍记录到该车${net === null ? "" : `净重${net}吨`}，前后${limits.gateMinutes}分钟内${number === "" ? "没有对应的联单" : `没有在此扫描联单${number}`}。`,
	en: `The gate of ${code} recorded the truck${net === null ? "" : ` with ${net} t net`}; within ${limits.gateMinutes} minutes before or after ${number === "" ? "there was no ticket for it" : `nobody scanned ticket ${number} there`}.`
});
var overloaded$1 = ({ at, code, net, most }) => {
	const over = round((net / most - 1) * 100);
	return {
		zh: `${clockOf(at)}在${code}过磅净重${net}吨，核定载质量${most}吨，超${over}%。`,
		en: `On ${clockOf(at)} the weighbridge of ${code} showed ${net} t net on a truck rated for ${most} t, ${over}% more than allowed.`
	};
};
var enteredElsewhere = ({ number, receiver, at, code }) => ({
	zh: `联单${number}约定运往${receiver}，${clockOf(at)}该车载重进入${code}。`,
	en: `Ticket ${number} is for ${receiver}; on ${clockOf(at)} the truck entered ${code} with its load.`
});
var shownAgain = ({ number, closed, at, code }) => ({
	zh: `联单${number}已于${clockOf(closed)}闭环，${clockOf(at)}又在${code}出示。`,
	en: `Ticket ${number} was closed on ${clockOf(closed)}; on ${clockOf(at)} it was shown once more at ${code}.`
});
/** By scans. */
var scannedElsewhere = ({ number, receiver, at, code }) => ({
	zh: `联单${number}约定运往${receiver}，${clockOf(at)}在${code}扫码进场。`,
	en: `Ticket ${number} is for ${receiver}; on ${clockOf(at)} it was scanned in at ${code}.`
});
var scannedAgain$1 = ({ number, closed, at, code }) => ({
	zh: `联单${number}已于${clockOf(closed)}闭环，${clockOf(at)}又在${code}扫码进场。`,
	en: `Ticket ${number} was closed on ${clockOf(closed)}; on ${clockOf(at)} it was scanned in once more at ${code}.`
});
/** Out of a site with a load. */
var left = ({ at, load, site }) => ({
	zh: `${clockOf(at)}该车载重${round(load)}吨驶出${site}，其后${limits.ticketMinutes}分钟内没有开具联单`,
	en: `truck left ${site} with ${round(load)} t on ${clockOf(at)}, and in the ${limits.ticketMinutes} minutes after no ticket was issued`
});
var leftWithout = (seen) => {
	const { zh, en } = left(seen);
	return {
		zh: `${zh}。`,
		en: `The ${en}.`
	};
};
var leftOnUsed = ({ number, brought, receiver, ...seen }) => {
	const { zh, en } = left(seen);
	return {
		zh: `联单${number}的那一车已于${clockOf(brought)}运到${receiver}；${zh}，没有新的联单。`,
		en: `The load of ticket ${number} was brought to ${receiver} on ${clockOf(brought)}; the ${en}.`
	};
};
/** On the road. */
var tippedElsewhere = ({ number, receiver, at, code, from, to }) => ({
	zh: `联单${number}约定运往${receiver}，${clockOf(at)}该车在${code}内载重由${from}吨降到${to}吨。`,
	en: `Ticket ${number} is for ${receiver}; on ${clockOf(at)}, inside ${code}, the truck’s load fell from ${from} t to ${to} t.`
});
var tippedOutside = ({ at, from, to, open }) => ({
	zh: `${clockOf(at)}该车在工地和消纳场以外，载重由${from}吨降到${to}吨${open === null ? "，当时没有联单" : `，联单${open.number}未到${open.receiver}`}。`,
	en: `On ${clockOf(at)}, outside of all sites and receivers, the truck’s load fell from ${from} t to ${to} t${open === null ? "; it was on no ticket" : `; ticket ${open.number} had not reached ${open.receiver}`}.`
});
var leftRoute = ({ number, at, minutes, metres }) => ({
	zh: `联单${number}：该车自${clockOf(at)}起离开核定路线超过${limits.corridorMetres}米，已行驶${minutes}分钟，此刻相距${metres}米。`,
	en: `Ticket ${number}: since ${clockOf(at)} the truck has been more than ${limits.corridorMetres} m off its approved route, driving for ${minutes} minutes; now it is ${metres} m away.`
});
var outsideHours = ({ number, from, until, at, minutes }) => ({
	zh: `联单${number}：准运时段为${from}至${until}，该车${clockOf(at)}仍在行驶，相差${minutes}分钟。`,
	en: `Ticket ${number}: hauling is allowed from ${from} to ${until}; on ${clockOf(at)} the truck was still driving, ${minutes} minutes outside.`
});
var cameBack = ({ number, at, minutes, receiver, site }) => ({
	zh: `联单${number}：该车未装载重传感器，${clockOf(at)}在工地和消纳场以外停留${minutes}分钟，没有在${receiver}停留就回到${site}，联单未闭环。`,
	en: `Ticket ${number}: the truck has no load sensor; on ${clockOf(at)} it stood for ${minutes} minutes outside of all sites and receivers and, without having stood at ${receiver}, came back to ${site} with the ticket open.`
});
var stoodOutside = ({ number, at, minutes }) => ({
	zh: `联单${number}：该车未装载重传感器，${clockOf(at)}在工地和消纳场以外停留${minutes}分钟，出场${limits.closeMinutes}分钟后联单仍未闭环。`,
	en: `Ticket ${number}: the truck has no load sensor; on ${clockOf(at)} it stood for ${minutes} minutes outside of all sites and receivers, and ${limits.closeMinutes} minutes after leaving its ticket was still open.`
});
/** Of places and papers. */
var balanceOff = ({ code, day, gates, tickets, off, share }) => ({
	zh: `${code}在${day}过磅合计${round(gates)}吨，联单合计${round(tickets)}吨，${off > 0 ? "多" : "少"}出${Math.abs(off)}吨，占${round(share * 100)}%，超过允许的${limits.balanceShare * 100}%。`,
	en: `On ${day} ${code} weighed ${round(gates)} t while its tickets say ${round(tickets)} t: ${Math.abs(off)} t too ${off > 0 ? "many" : "few"}, ${round(share * 100)}%, more than the ${limits.balanceShare * 100}% allowed.`
});
var beyondCapacity = ({ name, capacity, filled }) => ({
	zh: `${name}核定容量${capacity}立方米，已接收${filled}立方米，超出${round(filled - capacity)}立方米。`,
	en: `${name} may take ${capacity} m³ and has taken ${filled} m³, ${round(filled - capacity)} m³ too many.`
});
var beyondQuota = ({ site, approved, issued, quantity }) => ({
	zh: `${site}核准处置${approved}立方米，已开联单${round(issued)}立方米，又要开${quantity}立方米。`,
	en: `${site} is approved for ${approved} m³; tickets for ${round(issued)} m³ are issued, and ${quantity} m³ more were asked for.`
});
var permitEnds = ({ vehicle, until, isOver }) => ({
	zh: `${vehicle}的准运证${isOver ? "已于" : "将于"}${until}到期。`,
	en: `The permit of ${vehicle} ${isOver ? "ended" : "ends"} on ${until}.`
});
/** What an inspector found on the road. */
var inspected = (at, { zh, en }) => ({
	zh: `${clockOf(at)}执法检查：${zh}。`,
	en: `Inspected on ${clockOf(at)}: ${en}.`
});
var nothingUnusual = {
	zh: "未见异常",
	en: "Nothing unusual"
};
var unknownTruck = {
	zh: "车辆没有登记",
	en: "the truck is not registered"
};
var permitOver = (until) => ({
	zh: `准运证已于${until}到期`,
	en: `its permit ended on ${until}`
});
var loadedWithout = {
	zh: "载有渣土，没有未闭环的联单",
	en: "loaded with spoil, and no ticket is open"
};
var otherClass = ({ said, seen }) => ({
	zh: `联单为${said}，现场为${seen}`,
	en: `the ticket says ${classOf(said)}, there was ${classOf(seen)}`
});
/** What does not fit between what left and what arrived. */
var quantityOff = ({ off, quantity, arrived }) => ({
	zh: `方量相差${round(off * 100)}%（出场${quantity}、进场${arrived}立方米）`,
	en: `quantity off by ${round(off * 100)}% (${quantity} left, ${arrived} m³ arrived)`
});
var classOff = ({ said, seen }) => ({
	zh: `类别不符（出场${said}、进场${seen}）`,
	en: `another class (${classOf(said)} left, ${classOf(seen)} arrived)`
});
var tookLong = ({ took, minutes }) => ({
	zh: `用时${took}分钟，核定路线约${minutes}分钟`,
	en: `took ${took} minutes, the approved route about ${minutes} minutes`
});
var tookShort = ({ took }) => ({
	zh: `用时${took}分钟，短于核定路线所需的三分之一`,
	en: `took ${took} minutes, less than a third of what the approved route needs`
});
var wasOff = {
	zh: "途中偏离核定路线",
	en: "left the approved route on the way"
};
/** Why a supply and a demand are paired. */
var whyPaired = ({ kilometres, days, quantity }) => ({
	zh: `直线距离${kilometres}公里，工期重叠${days}天，可调配${quantity}立方米；按距离由近到远、双方尚有余量配对。`,
	en: `${kilometres} km apart as the crow flies, ${days} days shared, ${quantity} m³ could be moved; paired nearest first, as long as both have something left.`
});
// examples/construction-spoil/source/book.js
/**
* What the package keeps of each truck, site and receiver beside the rows, by its code. A reaction is given the notes of the
* trucks and places in its changes ahead; whatever else it asks for costs a round.
*
* @typedef {{ number: string, site: string, receiver: string, place: string, haulier: string, plate: string, weight: number,
*   line: [number, number][], from: string, until: string, issued: number, under: number | null, out?: number,
*   unloaded?: number, weighed?: number, there?: number, gap?: boolean,
*   rest?: { t: number, lon: number, lat: number, minutes: number }, told: Record<string, boolean> }} Open
* @typedef {{ open: Open | null, last: { number: string, receiver: string, t: number } | null,
*   without: { t: number, trip: string } | null, track: any,
*   passed?: { facility: string, t: number, lon: number, lat: number }, misread?: { facility: string, t: number }, haulier?: { code: string, name: string } }} Truck
* @typedef {{ issued: number, received: number, days: Record<string, { tickets: number, gates: number }>,
*   gates: any[], tickets: [string, string, number][], gatedAt: number,
*   told: Record<string, string>, area?: string }} Place
*/
/** Keys as the platform fetches them ahead: the item of the change, and its value. */
var truckKey = (code) => `vehicle:${code}`;
var placeKey = (code) => `facility:${code}`;
/** Notes of one call, each read once and kept once at its end. */
function openBook(ctx) {
	const read = /* @__PURE__ */ new Map();
	const take = (key, blank) => {
		if (!read.has(key)) read.set(key, ctx.note(key) ?? blank());
		return read.get(key);
	};
	return {
		/** @returns {Truck} */
		truck: (code) => take(truckKey(code), blankTruck),
		/** @returns {Place} */
		place: (code) => take(placeKey(code), blankPlace),
		close: () => {
			for (const [key, note] of read) ctx.keep(key, note);
		}
	};
}
var blankTruck = () => ({
	open: null,
	last: null,
	without: null,
	track: null
});
var blankPlace = () => ({
	issued: 0,
	received: 0,
	days: {},
	gates: [],
	tickets: [],
	gatedAt: 0,
	told: {}
});
var minute$5 = 6e4;
var hour = 60 * minute$5;
/**
* Truck records that wait for tickets at a place, and the reverse; the oldest beyond are let go. Both lists full stay within the
* 8,192 characters of a note: a record has about 150, a ticket about 105.
*/
var mostWaiting = 28;
var mostDays = 4;
/** Adds tonnes to a day of a place: by tickets or by its weighbridge. */
function weigh(place, at, what, tonnes) {
	const day = dayOf(at);
	place.days[day] ??= {
		tickets: 0,
		gates: 0
	};
	place.days[day][what] = round(place.days[day][what] + tonnes, 2);
	const days = Object.keys(place.days).sort();
	for (const old of days.slice(0, Math.max(0, days.length - mostDays))) delete place.days[old];
}
/**
* A truck's record at the gate finds the ticket that was there before it, or waits for one.
* @param {{ vehicle: string, t: number, net: number | null, area: string, site: string, number: string, trip: string }} seen
*   `number`: the ticket that the truck was on; `trip`: what the journey is called if no ticket comes
*/
function meetGate(place, seen) {
	const { vehicle, t } = seen;
	place.gatedAt = Math.max(place.gatedAt, t);
	const at = place.tickets.findIndex((w) => w.vehicle === vehicle && (isNear(w.t, t) || isNear(w.said, t)));
	if (at < 0) place.gates.push(seen);
	else place.tickets.splice(at, 1);
	return at >= 0;
}
/**
* A ticket finds the truck's record at the gate, or waits for one. Where the truck's own positions were inside, the camera
* missed it, and no record is missed.
* @param {{ vehicle: string, number: string, t: number, said?: number, isAhead?: boolean }} seen `said`: by the phone that
*   sent it late; `isAhead`: by a phone whose clock is ahead, so that nobody knows how late it sent
*/
function meetTicket(place, code, { track }, { vehicle, number, t, said = t, isAhead = false }) {
	const isOf = (g) => isNear(g.t, t) || isNear(g.t, said) || isAhead && t >= g.t && t - g.t <= limits.gateMinutes * minute$5;
	const at = place.gates.findIndex((g) => g.vehicle === vehicle && isOf(g));
	const isFresh = (when) => Math.abs(track.seen.t - when) <= limits.insideMinutes * minute$5;
	const wasInside = track?.seen?.code === code && (isFresh(t) || isFresh(said));
	if (at >= 0) place.gates.splice(at, 1);
	else place.tickets.push({
		number,
		vehicle,
		t,
		said,
		wasInside
	});
	if (place.tickets.length > mostWaiting) place.tickets.shift();
}
var isNear = (a, b) => Math.abs(a - b) <= limits.meetMinutes * minute$5;
/**
* What has waited long enough at a place is told, by the time of the gate's own records: where those are late, nothing is
* concluded from their absence.
*/
function settle(ctx, book, code, t) {
	const place = book.place(code);
	const isOver = (when) => t - when > limits.gateMinutes * minute$5;
	const late = place.gates.filter((g) => isOver(g.t));
	place.gates = place.gates.filter((g) => !late.includes(g)).slice(-28);
	for (let n = 0; n < late.length; n += 10) together(late.slice(n, n + 10).map((g) => () => ctx.note(truckKey(g.vehicle))));
	for (const seen of late) {
		const { misread } = book.truck(seen.vehicle);
		if (misread?.facility !== code || misread.t !== seen.t) tellGate(ctx, code, seen);
	}
	const unseen = place.tickets.filter((w) => isOver(w.t));
	place.tickets = place.tickets.filter((w) => !unseen.includes(w));
	for (const { number, vehicle, t: when, wasInside } of unseen) if (!wasInside && Math.abs(place.gatedAt - when) < 6 * hour) tell(ctx, "ticket-no-gate", unrecorded({
		number,
		code
	}), {
		object: code,
		vehicle,
		ticket: number,
		...sided(code),
		...place.area ? { place: place.area } : {},
		at: new Date(when).toISOString()
	});
	sumUp(ctx, code, place, t);
}
var sided = (code) => code.startsWith("S") ? { site: code } : { receiver: code };
function tellGate(ctx, code, { vehicle, t, net, area, number, trip, haulier }) {
	const at = new Date(t).toISOString();
	if (number === "") saveWithout(ctx, {
		trip,
		vehicle,
		at,
		area,
		haulier,
		...sided(code)
	});
	tell(ctx, "gate-no-ticket", unticketed({
		code,
		net,
		number
	}), {
		object: vehicle,
		vehicle,
		...number === "" ? { trip } : { ticket: number },
		...sided(code),
		...area ? { place: area } : {},
		at
	});
}
/**
* What a journey without a ticket is called, from when it was seen first: the same one seen by its positions and by two gates
* is one trip.
*/
function sighted(truck, vehicle, t) {
	if (truck.without === null || Math.abs(t - truck.without.t) >= 2.5 * hour) truck.without = {
		t,
		trip: `W-${vehicle}-${Math.floor(t / minute$5)}`
	};
	return truck.without.trip;
}
function saveWithout(ctx, { area, haulier, ...trip }) {
	ctx.put("trips", {
		how: "无联单",
		state: "未持联单",
		...trip,
		...area ? { place: area } : {},
		...haulier ? {
			haulier: haulier.code,
			haulier_name: haulier.name
		} : {}
	});
}
/** Days of a place that have been over for long enough: what was weighed against what the tickets say. */
function sumUp(ctx, code, place, t) {
	for (const [day, { tickets, gates }] of Object.entries(place.days)) {
		const end = ms(`${day}T00:00:00Z`) + 16 * hour;
		if (t - end < limits.balanceHours * hour) continue;
		delete place.days[day];
		const off = round(gates - tickets, 1);
		const share = Math.abs(off) / Math.max(gates, tickets, 1);
		if (gates === 0 || share <= limits.balanceShare || Math.abs(off) < limits.balanceTonnes) continue;
		tell(ctx, "balance", balanceOff({
			code,
			day,
			gates,
			tickets,
			off,
			share
		}), {
			object: code,
			...sided(code),
			at: (/* @__PURE__ */ new Date(end - 1e3)).toISOString()
		});
	}
}
/** Told once a day of a place. */
function tellOnceADay(ctx, place, kind, says, about) {
	const day = dayOf(ctx.now);
	if (place.told[kind] === day) return;
	place.told[kind] = day;
	tell(ctx, kind, says, about);
}
// examples/construction-spoil/source/fences.js
/**
* All places where trucks may load and unload, in few notes: a reaction cannot ask where something lies, so it keeps the map
* beside. Coordinates as whole hundred-thousandths of a degree (about a metre), in lists that stay below a note's bound.
*/
var perNote = 300;
var scale$1 = 1e5;
/** The map as it was noted; codes of sites begin with S, those of receivers with R. */
function readFences(ctx) {
	const first = ctx.note("fences:0");
	if (first === null) return [];
	const rest = [];
	for (let n = 1; n < first.of; n++) rest.push(...ctx.note(`fences:${n}`)?.list ?? []);
	return unpack([...first.list, ...rest]);
}
function unpack(list) {
	const fences = [];
	for (let n = 0; n + 2 < list.length; n += 3) fences.push({
		code: list[n],
		lon: list[n + 1] / scale$1,
		lat: list[n + 2] / scale$1
	});
	return fences;
}
function keepFences(ctx, fences) {
	const of = Math.max(1, Math.ceil(fences.length / perNote));
	for (let n = 0; n < of; n++) {
		const list = fences.slice(n * perNote, (n + 1) * perNote).flatMap((f) => [
			f.code,
			Math.round(f.lon * scale$1),
			Math.round(f.lat * scale$1)
		]);
		ctx.keep(`fences:${n}`, n === 0 ? {
			of,
			list
		} : { list });
	}
}
/** Registers that change: sites and receivers enter the map, leave it, or move. */
function fenceReaction(changes, ctx) {
	const fences = new Map(readFences(ctx).map((f) => [f.code, f]));
	for (const { kind, key, data } of changes) if (kind === "removed" || data === null || data.state === "停用") fences.delete(key);
	else if (data.point) fences.set(key, {
		code: key,
		lon: data.point.lon,
		lat: data.point.lat
	});
	keepFences(ctx, [...fences.values()]);
}
/** Cells of about a kilometre, so that a position is compared with the places around it alone. */
function fenceFinder(fences, ctx) {
	const cells = /* @__PURE__ */ new Map();
	const cell = (lon, lat) => `${Math.floor(lon * 100)},${Math.floor(lat * 100)}`;
	const reach = (limits.fenceMetres + limits.fenceMargin) / 9e4;
	for (const f of fences) for (const key of new Set([-1, 1].flatMap((x) => [-1, 1].map((y) => cell(f.lon + x * reach, f.lat + y * reach))))) cells.set(key, [...cells.get(key) ?? [], f]);
	/** The place that a point lies in, and whether it only lies at its edge; null: none. */
	return (point) => {
		let best = null;
		for (const f of cells.get(cell(point.lon, point.lat)) ?? []) {
			const metres = ctx.metres(point, f);
			if (metres <= limits.fenceMetres + limits.fenceMargin && (best === null || metres < best.metres)) best = {
				code: f.code,
				metres,
				isEdge: metres > limits.fenceMetres
			};
		}
		return best;
	};
}
/** Whether a truck can have been at both in so many minutes; places are as wide as their fences. */
function canReach(ctx, from, to, minutes) {
	const around = limits.fenceMetres + limits.fenceMargin;
	return ctx.metres(from, to) - around <= (Math.abs(minutes) + limits.gateClock) * limits.fastest;
}
/** Metres from a point to a corridor; on a few kilometres the earth is flat. @param {[number, number][]} line */
function metresBeside(point, line) {
	const kx = Math.cos(point.lat * Math.PI / 180) * 111320;
	const ky = 110574;
	let best = Number.POSITIVE_INFINITY;
	for (let n = 0; n < line.length; n++) {
		const from = line[n];
		const next = line[Math.min(n + 1, line.length - 1)];
		const ax = (from[0] - point.lon) * kx;
		const ay = (from[1] - point.lat) * ky;
		const dx = (next[0] - from[0]) * kx;
		const dy = (next[1] - from[1]) * ky;
		const length = dx * dx + dy * dy;
		const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
		const x = ax + along * dx;
		const y = ay + along * dy;
		best = Math.min(best, x * x + y * y);
	}
	return Math.sqrt(best);
}
/** A corridor as a route's text tells it: "106.30,29.52 106.31,29.53". @returns {[number, number][]} */
function corridorOf(text) {
	return String(text ?? "").trim().split(/\s+/).map((pair) => pair.split(",").map(Number)).filter(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat));
}
// examples/construction-spoil/source/ticket.js
/** What every command does with a ticket: says it, signs it, saves it. The rules of each step are in the files of the steps. */
/** The key of the acting party, or a refusal: whatever a page shows, a party speaks for itself alone. */
function actingFor(ctx, kind) {
	const { party } = ctx.actor;
	if (party?.kind !== kind) ctx.refuse("这一步由另一方办理", "Another party takes this step");
	return party.key;
}
/** What a scanned code says: the number itself, or an address that ends in it. */
var scanned = (text) => String(text ?? "").trim().split(/[/:?=]/).at(-1) ?? "";
/** Signed by a party; an officer's step stands in the platform's own record. */
var signedBy = (ctx, text) => ctx.actor.kind === "party" ? ctx.sign(text) : "";
/** The phone's clock beside the platform's, which counts. */
function clocks(ctx, phone) {
	if (!phone) return {};
	const minutes = minutesBetween(phone, ctx.now);
	return {
		phone_at: phone,
		clock_minutes: minutes,
		clock_marked: Math.abs(minutes) > limits.clockMinutes
	};
}
/** A phone that says a time to come is wrong about when. */
var isAhead = (ctx, phone) => Boolean(phone) && minutesBetween(ctx.now, phone) > limits.clockMinutes;
function exitStatement(t) {
	return `出场：联单${t.number}第${t.version}版，${t.site}装${t.class}${t.quantity}立方米（${t.weight}吨），车辆${t.vehicle}，运往${t.receiver}，用途${t.use}，${t.issued_at}`;
}
var haulStatement = (t) => `承运：联单${t.number}第${t.version}版，${t.haulier}车辆${t.vehicle}承运${t.class}${t.quantity}立方米，由${t.site}运往${t.receiver}，${t.under_at}`;
var arrivalStatement = (t) => `进场：联单${t.number}，${t.receiver}收到${t.arrived_class}${t.arrived_quantity}立方米，车辆${t.vehicle}，${t.arrived_at}`;
/** Saves a ticket, and its trip, which the figures are counted from. */
function saveTicket(ctx, ticket) {
	ctx.put("tickets", ticket);
	ctx.put("trips", {
		trip: ticket.number,
		at: ticket.issued_at,
		how: ticket.how,
		state: ticket.state,
		match: ticket.match,
		site: ticket.site,
		site_name: ticket.site_name,
		haulier: ticket.haulier,
		haulier_name: ticket.haulier_name,
		vehicle: ticket.vehicle,
		receiver: ticket.receiver,
		place: ticket.place,
		use: ticket.use,
		used: uses.includes(ticket.use) ? "是" : "否",
		quantity: ticket.quantity,
		arrived_quantity: ticket.arrived_quantity ?? null
	});
}
/** What a phone shows after a step. */
var shown = (t, more = {}) => ({
	ticket: t.number,
	state: t.state,
	version: t.version,
	vehicle: t.vehicle,
	plate: t.plate,
	class: t.class,
	quantity: t.quantity,
	receiver: t.receiver,
	match: t.match,
	...more
});
/** What stays in a truck's note while it is on a ticket, so that positions need no further rows. */
function openOf(t, { line, from, until }) {
	return {
		number: t.number,
		site: t.site,
		receiver: t.receiver,
		place: t.place,
		haulier: t.haulier,
		plate: t.plate,
		weight: t.weight,
		line,
		from,
		until,
		issued: Date.parse(t.issued_at),
		under: t.under_at ? Date.parse(t.under_at) : null,
		told: {}
	};
}
/** Whether what arrived is what left, and what does not fit, in words. */
function compared(ticket, how) {
	const found = mismatches(ticket, how);
	const { zh, en } = joined(found);
	return {
		match: found.length === 0 ? "相符" : "不符",
		match_note: zh,
		match_note_en: en
	};
}
/** What does not fit between what left and what arrived; empty: all of it does. */
function mismatches(t, { minutes, wasOffRoute }) {
	const found = [];
	const off = t.quantity === 0 ? 1 : Math.abs(t.arrived_quantity - t.quantity) / t.quantity;
	if (off > limits.quantityShare) found.push(quantityOff({
		off,
		quantity: t.quantity,
		arrived: t.arrived_quantity
	}));
	if (t.arrived_class !== t.class) found.push(classOff({
		said: t.class,
		seen: t.arrived_class
	}));
	const took = minutesBetween(t.under_at ?? t.issued_at, t.arrived_at);
	if (took > 2 * minutes + limits.lateMinutes) found.push(tookLong({
		took,
		minutes
	}));
	if (took < minutes / 3) found.push(tookShort({ took }));
	if (wasOffRoute) found.push(wasOff);
	return found;
}
/** Weight as weighed, or as the class weighs. */
var weightOf = (input) => input.weight === null || input.weight === void 0 || input.weight === "" ? tonnesOf(input.class, Number(input.quantity)) : Number(input.weight);
var isOpen = (t) => t.state === states.issued || t.state === states.under;
// examples/construction-spoil/source/changing.js
/** Steps that change a ticket after it was signed: none of them overwrites what somebody signed. */
function readTicket(ctx, input) {
	const ticket = ctx.get("tickets", scanned(input.ticket));
	if (ticket === null) ctx.refuse("没有这张联单", "There is no such ticket");
	return ticket;
}
var isMine = (ctx, ticket, kinds) => {
	const { kind, party } = ctx.actor;
	if (kind === "officer") return true;
	return party !== null && kinds.includes(party.kind) && ticket[party.kind] === party.key;
};
function mineOnly(ctx, ticket, kinds) {
	if (!isMine(ctx, ticket, kinds)) ctx.refuse("这张联单不属于本单位", "This ticket is not of this party");
}
/** The receiver sends a truck away; its ticket stays open until the site corrects where it goes, or voids it. */
function refuse(input, ctx) {
	const me = actingFor(ctx, "receiver");
	const ticket = readTicket(ctx, input);
	if (ticket.receiver !== me) ctx.refuse("这张联单不属于本单位", "This ticket is not of this party");
	if (ticket.state === states.refused) return shown(ticket, { again: true });
	if (!isOpen(ticket)) ctx.refuse(`联单${ticket.state}，不能拒收`, "The ticket is not open");
	ticket.state = states.refused;
	ticket.reason = input.reason;
	ticket.arrival_statement = `拒收：联单${ticket.number}，${me}，${input.reason}，${ctx.now}`;
	ticket.arrival_signature = signedBy(ctx, ticket.arrival_statement);
	saveTicket(ctx, ticket);
	return shown(ticket);
}
/** Any of the three parties, or an officer, says that a closed ticket is not right. */
function dispute(input, ctx) {
	const ticket = readTicket(ctx, input);
	mineOnly(ctx, ticket, [
		"site",
		"haulier",
		"receiver"
	]);
	if (ticket.state === states.disputed) return shown(ticket, { again: true });
	if (ticket.state !== states.closed) ctx.refuse("只有已闭环的联单可以提出争议", "Only a closed ticket is disputed");
	ticket.state = states.disputed;
	ticket.reason = input.reason;
	ticket.disputed_by = ctx.actor.party?.key ?? ctx.actor.org ?? "";
	saveTicket(ctx, ticket);
	return shown(ticket);
}
/** The version before stays with all that was signed on it; the new one is signed anew. */
function keepVersion(ctx, ticket, reason) {
	ctx.put("versions", {
		number: ticket.number,
		version: ticket.version,
		at: ctx.now,
		by: ctx.actor.party?.key ?? ctx.actor.org ?? "",
		reason,
		content: JSON.stringify(ticket)
	});
}
/** A wrong class, quantity, weight or destination: a new version with its reason; nothing that was signed is lost. */
function correct(input, ctx) {
	const ticket = readTicket(ctx, input);
	mineOnly(ctx, ticket, ["site"]);
	if (ticket.state === states.void) ctx.refuse("联单已作废", "The ticket is void");
	const isClosed = ticket.state === states.closed || ticket.state === states.disputed;
	const isElse = input.receiver ? scanned(input.receiver) !== ticket.receiver : false;
	if (isClosed && isElse) ctx.refuse("已经进场，不能更改去向", "It has arrived: its destination stays");
	if (isClosed && ctx.actor.kind !== "officer") ctx.refuse("已闭环的联单由管理部门更正", "A closed ticket is corrected by the office");
	const to = scanned(input.receiver ?? ticket.receiver);
	const [receiver, route, vehicle] = together([
		() => ctx.get("receivers", to),
		() => ctx.get("routes", `${ticket.site}-${to}`),
		() => ctx.get("vehicles", ticket.vehicle),
		() => ctx.note(truckKey(ticket.vehicle)),
		() => ctx.note(placeKey(ticket.site)),
		() => ctx.note(placeKey(ticket.receiver))
	]);
	const given = {
		class: input.class || ticket.class,
		quantity: Number(input.quantity ?? ticket.quantity),
		arrived_quantity: isClosed ? Number(input.arrived_quantity ?? ticket.arrived_quantity) : void 0
	};
	if (receiver === null || route === null) ctx.refuse("没有到该消纳场所的核定路线", "No route to this receiver is approved");
	if (!String(receiver.classes).split("、").includes(given.class)) ctx.refuse(`${receiver.name}不接收${given.class}`, `${receiver.name} does not take this class`);
	const weight = weightOf({
		...given,
		weight: input.weight
	});
	if (vehicle !== null && weight > vehicle.max_load * (1 + limits.overload)) ctx.refuse(`装载${weight}吨超过核定载质量${vehicle.max_load}吨`, "More than the truck may carry");
	keepVersion(ctx, ticket, input.reason);
	corrected(ctx, ticket, {
		...given,
		weight,
		receiver,
		route,
		isClosed,
		reason: input.reason
	});
	saveTicket(ctx, ticket);
	return shown(ticket);
}
function corrected(ctx, ticket, { quantity, arrived_quantity, weight, receiver, route, isClosed, reason, ...given }) {
	const book = openBook(ctx);
	const [from, to, truck] = [
		book.place(ticket.site),
		book.place(ticket.receiver),
		book.truck(ticket.vehicle)
	];
	from.issued = round(from.issued + quantity - ticket.quantity);
	weigh(from, ticket.issued_at, "tickets", weight - ticket.weight);
	if (isClosed) {
		to.received = round(to.received + arrived_quantity - ticket.arrived_quantity);
		const more = tonnesOf(ticket.arrived_class, arrived_quantity - ticket.arrived_quantity);
		weigh(to, ticket.arrived_at, "tickets", more);
		ticket.arrived_quantity = arrived_quantity;
	}
	Object.assign(ticket, {
		class: given.class,
		quantity,
		weight,
		reason,
		version: ticket.version + 1
	});
	Object.assign(ticket, {
		receiver: receiver.code,
		receiver_name: receiver.name,
		use: receiver.use,
		route: route.code,
		minutes: route.minutes
	});
	if (ticket.state === states.refused) ticket.state = ticket.under_at ? states.under : states.issued;
	ticket.exit_statement = `${exitStatement(ticket)}，更正：${reason}`;
	ticket.exit_signature = signedBy(ctx, ticket.exit_statement);
	if (truck.open?.number === ticket.number) truck.open = {
		...truck.open,
		...openOf(ticket, {
			line: corridorOf(route.line),
			from: route.from,
			until: route.until
		}),
		told: {
			...truck.open.told,
			destination: false
		}
	};
	if (isClosed) {
		const wasOffRoute = ticket.match_note.includes(wasOff.zh);
		Object.assign(ticket, compared(ticket, {
			minutes: ticket.minutes,
			wasOffRoute
		}));
		ticket.state = states.closed;
		ticket.arrival_statement = `${arrivalStatement(ticket)}，由管理部门更正：${reason}`;
		ticket.arrival_signature = "";
	}
	book.close();
}
/** Before the truck has left the site may take a ticket back; later an officer alone. */
function voided(input, ctx) {
	const ticket = readTicket(ctx, input);
	mineOnly(ctx, ticket, ["site"]);
	if (ticket.state === states.void) return shown(ticket, { again: true });
	if (ctx.actor.kind !== "officer" && ticket.state !== states.issued && ticket.state !== states.refused) ctx.refuse("车辆已出场，由管理部门作废", "The truck has left: the office voids it");
	keepVersion(ctx, ticket, input.reason);
	const book = openBook(ctx);
	const [from, truck] = [book.place(ticket.site), book.truck(ticket.vehicle)];
	from.issued = round(from.issued - ticket.quantity);
	weigh(from, ticket.issued_at, "tickets", -ticket.weight);
	from.tickets = from.tickets.filter((w) => w.number !== ticket.number);
	if (ticket.arrived_at) {
		const to = book.place(ticket.receiver);
		to.received = round(to.received - ticket.arrived_quantity);
		weigh(to, ticket.arrived_at, "tickets", -tonnesOf(ticket.arrived_class, ticket.arrived_quantity));
	}
	if (truck.open?.number === ticket.number) truck.open = null;
	Object.assign(ticket, {
		state: states.void,
		version: ticket.version + 1,
		reason: input.reason
	});
	saveTicket(ctx, ticket);
	book.close();
	return shown(ticket);
}
/** A paper ticket that is entered later counts as a trip with a ticket, not as one with an electronic one. */
function paper(input, ctx) {
	const site = ctx.actor.kind === "officer" ? scanned(input.site) : actingFor(ctx, "site");
	const number = `${site}-P${input.paper_number}`;
	const [vehicleCode, to] = [scanned(input.vehicle), scanned(input.receiver)];
	const [known, from, vehicle, receiver] = together([
		() => ctx.get("tickets", number),
		() => ctx.get("sites", site),
		() => ctx.get("vehicles", vehicleCode),
		() => ctx.get("receivers", to),
		() => ctx.note(placeKey(site)),
		() => ctx.note(placeKey(to))
	]);
	if (known !== null) return shown(known, { again: true });
	if (from === null || vehicle === null || receiver === null) ctx.refuse("工地、车辆或消纳场所没有登记", "Site, truck or receiver is not registered");
	if (Date.parse(input.at) > Date.parse(ctx.now)) ctx.refuse("出场时间在将来", "The time lies in the future");
	const quantity = Number(input.quantity);
	const ticket = {
		number,
		version: 1,
		state: states.closed,
		how: "补录纸质联单",
		site,
		site_name: from.name,
		place: from.place,
		haulier: vehicle.haulier,
		haulier_name: vehicle.haulier_name,
		vehicle: vehicleCode,
		plate: vehicle.plate,
		receiver: to,
		receiver_name: receiver.name,
		use: receiver.use,
		class: input.class,
		quantity,
		weight: tonnesOf(input.class, quantity),
		issued_at: input.at,
		arrived_at: input.at,
		arrived_class: input.class,
		arrived_quantity: Number(input.arrived_quantity),
		paper_number: input.paper_number,
		reason: input.reason,
		...clocks(ctx, null)
	};
	ticket.exit_statement = `补录：纸质联单${input.paper_number}，${exitStatement(ticket)}`;
	ticket.exit_signature = signedBy(ctx, ticket.exit_statement);
	Object.assign(ticket, compared(ticket, {
		minutes: 0,
		wasOffRoute: false
	}));
	const book = openBook(ctx);
	const [out, into] = [book.place(site), book.place(to)];
	out.issued = round(out.issued + quantity);
	into.received = round(into.received + ticket.arrived_quantity);
	weigh(out, input.at, "tickets", ticket.weight);
	weigh(into, input.at, "tickets", tonnesOf(input.class, ticket.arrived_quantity));
	saveTicket(ctx, ticket);
	book.close();
	return shown(ticket);
}
// examples/construction-spoil/source/leaving.js
/** Trucks that left a site with a load and without a ticket of their own for it: the time that phones are given runs. */
var minute$4 = 6e4;
var leavingKey = "leaving";
var blankTrack = () => ({
	t: 0,
	load: null,
	in: null,
	full: null,
	low: null,
	stop: null,
	off: null,
	left: null
});
/** A ticket whose load was brought already, as the evidence of a second one names it. */
var usedOf = (open, brought) => ({
	number: open.number,
	site: open.site,
	receiver: open.receiver,
	haulier: open.haulier,
	place: open.place,
	brought
});
/** Out of a site with a load: on its ticket, on one that is used up, or on none. */
function leaving({ ctx, truck, s, p, t, fence, load }) {
	if (s.in !== null && fence === null) {
		const from = s.in;
		s.in = null;
		const { open } = truck;
		const isLoaded = (load ?? s.load ?? 0) >= limits.loadedTonnes;
		const left = {
			site: from,
			t,
			load: load ?? s.load,
			lon: p.point.lon,
			lat: p.point.lat,
			place: p.place
		};
		if (from.startsWith("S") && open?.site === from) {
			if (isLoaded && open.unloaded) s.left ??= {
				...left,
				used: usedOf(open, open.unloaded)
			};
			open.out ??= t;
		} else if (from.startsWith("S") && isLoaded && open === null) s.left ??= left;
	}
	if (s.left !== null && t - s.left.t > limits.ticketMinutes * minute$4) {
		withoutTicket(ctx, truck, p.vehicle, s.left);
		s.left = null;
	}
}
/** Who has left, kept beside the trucks: one that falls silent is told all the same. */
function openLeaving(ctx) {
	const gone = new Map(ctx.note(leavingKey) ?? []);
	let isChanged = false;
	return {
		note(vehicle, left) {
			if (left === null && !gone.has(vehicle)) return;
			isChanged = true;
			if (left === null) gone.delete(vehicle);
			else gone.set(vehicle, Math.floor(left.t / minute$4));
		},
		settle(book, now) {
			const isOver = (m) => now / minute$4 - m > limits.ticketMinutes + limits.insideMinutes;
			const silent = [...gone].filter(([, m]) => isOver(m)).slice(0, 10);
			if (silent.length > 0) together(silent.map(([vehicle]) => () => ctx.note(truckKey(vehicle))));
			for (const [vehicle] of silent) {
				const truck = book.truck(vehicle);
				if (truck.track?.left) withoutTicket(ctx, truck, vehicle, truck.track.left);
				if (truck.track) truck.track.left = null;
				gone.delete(vehicle);
				isChanged = true;
			}
			if (isChanged) ctx.keep(leavingKey, [...gone].slice(-300));
		}
	};
}
function withoutTicket(ctx, truck, vehicle, left) {
	const { site, t, load, lon, lat, place, used } = left;
	const at = new Date(t).toISOString();
	const about = {
		object: vehicle,
		vehicle,
		site,
		...placed({ place }),
		at,
		point: {
			lon,
			lat
		}
	};
	const seen = {
		at: t,
		load,
		site
	};
	if (used) {
		const { number, receiver, haulier, brought } = used;
		tell(ctx, "reused", leftOnUsed({
			number,
			brought,
			receiver,
			...seen
		}), {
			place: used.place,
			...about,
			ticket: number,
			receiver,
			haulier
		});
		return;
	}
	if (truck.open !== null && truck.open.issued <= t) return;
	const trip = sighted(truck, vehicle, t);
	saveWithout(ctx, {
		trip,
		vehicle,
		at,
		site,
		area: place,
		haulier: truck.haulier
	});
	tell(ctx, "no-ticket", leftWithout(seen), {
		...about,
		trip
	});
}
var placed = (p) => p.place ? { place: p.place } : {};
function ofTicket(open, p) {
	return {
		object: p.vehicle,
		vehicle: p.vehicle,
		ticket: open.number,
		site: open.site,
		receiver: open.receiver,
		haulier: open.haulier,
		place: p.place ?? open.place,
		point: p.point,
		at: p.at
	};
}
// examples/construction-spoil/source/gates.js
var minute$3 = 6e4;
/** Records of weighbridges and cameras, at the exits of sites and the entrances of receivers. */
function gateReaction(changes, ctx) {
	const book = openBook(ctx);
	const fences = new Map(readFences(ctx).map((f) => [f.code, f]));
	const latest = /* @__PURE__ */ new Map();
	for (const { kind, data } of changes) {
		if (kind === "removed" || !data?.vehicle) continue;
		const fence = fences.get(data.facility);
		if (!isElsewhere(ctx, book.truck(data.vehicle), data, fence)) pass(ctx, book, data, fence);
		latest.set(data.facility, Math.max(latest.get(data.facility) ?? 0, ms(data.at)));
	}
	for (const [code, t] of latest) settle(ctx, book, code, t);
	book.close();
}
/** A camera takes one plate for another; a truck that cannot have come there since its last position was not there. */
function isElsewhere(ctx, { track }, g, fence) {
	if (!fence || !track?.lon) return false;
	return !canReach(ctx, track, fence, (ms(g.at) - track.t) / minute$3);
}
function pass(ctx, book, g, fence) {
	const t = ms(g.at);
	const place = book.place(g.facility);
	const isSite = g.facility.startsWith("S");
	if (g.direction !== (isSite ? "出" : "进")) return;
	const net = g.net ?? null;
	if (net !== null && net < limits.loadedTonnes) return;
	if (net !== null) weigh(place, t, "gates", net);
	if (g.place) place.area = g.place;
	const truck = book.truck(g.vehicle);
	if (isSite) loadedOut(truck, g, t, fence);
	meet(ctx, truck, place, g, t);
	if (fence) truck.passed = {
		facility: g.facility,
		t,
		lon: fence.lon,
		lat: fence.lat
	};
	overloaded(ctx, truck, g, net);
	if (!isSite) misled(ctx, truck, g);
	usedUp(ctx, g, t);
}
/**
* Weighed with a load at the exit while its own positions were there: it leaves loaded, whether or not it has a sensor of its
* own. On no ticket, or on one whose load was brought to the receiver before.
*/
function loadedOut(truck, g, t, fence) {
	const { open, track } = truck;
	if (!(track?.seen?.code === g.facility && Math.abs(track.seen.t - t) <= limits.insideMinutes * minute$3) || !fence || (g.net ?? 0) < limits.loadedTonnes) return;
	const brought = open === null ? null : open.unloaded ?? open.weighed ?? open.there ?? null;
	if (open !== null && (open.site !== g.facility || brought === null)) return;
	const used = open === null ? {} : { used: usedOf(open, brought) };
	truck.track = {
		...blankTrack(),
		...track
	};
	truck.track.left ??= {
		site: g.facility,
		t,
		load: g.net,
		lon: fence.lon,
		lat: fence.lat,
		place: g.place,
		...used
	};
}
function meet(ctx, truck, place, g, t) {
	const number = truck.open?.number ?? "";
	if (number !== "" && g.facility !== truck.open?.site && g.facility !== truck.open?.receiver) return;
	if (truck.open !== null && g.facility === truck.open.receiver) truck.open.weighed = t;
	const known = ctx.get("vehicles", g.vehicle);
	const haulier = known === null ? null : {
		code: known.haulier,
		name: known.haulier_name
	};
	const seen = {
		vehicle: g.vehicle,
		t,
		net: g.net ?? null,
		area: g.place ?? "",
		number,
		haulier,
		trip: ""
	};
	if (!meetGate(place, seen) && number === "") seen.trip = sighted(truck, g.vehicle, t);
}
/** Weighed at the exit and again at the entrance: told once a trip. */
function overloaded(ctx, truck, g, net) {
	const most = ctx.get("vehicles", g.vehicle)?.max_load ?? null;
	if (net === null || most === null || net <= most * (1 + limits.overload)) return;
	const of = truck.open?.number ?? truck.last?.number ?? "";
	if (truck.over && truck.over.of === of && ms(g.at) - truck.over.t < 180 * minute$3) return;
	truck.over = {
		of,
		t: ms(g.at)
	};
	tell(ctx, "overload", overloaded$1({
		at: g.at,
		code: g.facility,
		net,
		most
	}), {
		object: g.vehicle,
		vehicle: g.vehicle,
		...truck.open === null ? {} : {
			ticket: truck.open.number,
			haulier: truck.open.haulier
		},
		...g.facility.startsWith("S") ? { site: g.facility } : { receiver: g.facility },
		...g.place ? { place: g.place } : {},
		at: g.at
	});
}
function misled(ctx, { open }, g) {
	if (open === null || open.receiver === g.facility || open.told.destination || open.unloaded) return;
	open.told.destination = true;
	const { number, receiver } = open;
	tell(ctx, "wrong-destination", enteredElsewhere({
		number,
		receiver,
		at: g.at,
		code: g.facility
	}), {
		object: g.vehicle,
		vehicle: g.vehicle,
		ticket: open.number,
		site: open.site,
		receiver: g.facility,
		haulier: open.haulier,
		place: g.place ?? open.place,
		at: g.at
	});
}
/** A ticket that is shown at a gate after it was closed. */
function usedUp(ctx, g, t) {
	const ticket = g.ticket ? ctx.get("tickets", g.ticket) : null;
	if (!ticket?.arrived_at || t - ms(ticket.arrived_at) <= limits.scanMinutes * minute$3) return;
	tell(ctx, "reused", shownAgain({
		number: g.ticket,
		closed: ticket.arrived_at,
		at: g.at,
		code: g.facility
	}), {
		object: g.vehicle,
		vehicle: g.vehicle,
		ticket: g.ticket,
		site: ticket.site,
		receiver: ticket.receiver,
		...g.place ? { place: g.place } : {},
		at: g.at
	});
}
// examples/construction-spoil/source/inspecting.js
/** An inspector scans a truck on the road: what should be in it, and what he saw. */
function inspect(input, ctx) {
	const code = scanned(input.vehicle);
	const [vehicle, note] = together([() => ctx.get("vehicles", code), () => ctx.note(truckKey(code))]);
	const open = note?.open ?? null;
	const ticket = open === null ? null : ctx.get("tickets", open.number);
	const today = dayOf(ctx.now);
	const problems = [];
	if (vehicle === null) problems.push(unknownTruck);
	else if (vehicle.permit_until < today) problems.push(permitOver(vehicle.permit_until));
	if (ticket === null && input.loaded === true) problems.push(loadedWithout);
	if (ticket !== null && input.class && input.class !== ticket.class) problems.push(otherClass({
		said: ticket.class,
		seen: input.class
	}));
	const said = problems.length === 0 ? nothingUnusual : joined(problems);
	const result = {
		result: said.zh,
		result_en: said.en
	};
	ctx.put("inspections", {
		id: ctx.id("C"),
		at: ctx.now,
		vehicle: code,
		ticket: ticket?.number ?? "",
		place: input.place ?? ticket?.place ?? null,
		by: ctx.actor.org ?? "",
		...result,
		note: input.note ?? ""
	});
	if (ticket === null && input.loaded === true) tell(ctx, "no-ticket", inspected(ctx.now, said), {
		object: code,
		vehicle: code,
		...input.place ? { place: input.place } : {}
	});
	return {
		vehicle: code,
		plate: vehicle?.plate ?? "",
		permit: vehicle?.permit_until ?? "",
		ticket: ticket?.number ?? null,
		class: ticket?.class ?? null,
		quantity: ticket?.quantity ?? null,
		from: ticket?.site ?? null,
		to: ticket?.receiver ?? null,
		since: ticket?.under_at ?? ticket?.issued_at ?? null,
		...result
	};
}
/** The register of trucks by the month in which their permits end, so that nobody has to read all of them. */
function permitReaction(changes, ctx) {
	const months = /* @__PURE__ */ new Map();
	const read = (month) => {
		if (!months.has(month)) months.set(month, new Map(ctx.note(`permits:${month}`) ?? []));
		return months.get(month);
	};
	for (const { kind, key, data } of changes) {
		const until = kind === "removed" || data === null || data.state === "停用" ? null : data.permit_until;
		if (until) read(until.slice(0, 7)).set(key, until.slice(8));
	}
	for (const [month, list] of months) ctx.keep(`permits:${month}`, [...list].slice(-400));
}
/** A call has a bound: who has more presses again, and it goes on where it was. */
var perCall = {
	trucks: 60,
	places: 80
};
/** Once a day: permits that end soon, and days of sites and receivers that nobody passed afterwards. */
function dailyCheck(_, ctx) {
	const today = ms(ctx.now);
	const until = today + limits.expiryDays * 864e5;
	const months = [.../* @__PURE__ */ new Set([dayOf(today).slice(0, 7), dayOf(until).slice(0, 7)])];
	const fences = readFences(ctx);
	const [said, begun, ...lists] = together([
		() => ctx.note("expiry:told"),
		() => ctx.note("daily:from"),
		...months.map((m) => () => ctx.note(`permits:${m}`))
	]);
	const told = new Map(said ?? []);
	const soon = months.flatMap((m, n) => (lists[n] ?? []).map(([code, day]) => [code, `${m}-${day}`])).filter(([code, day]) => day <= dayOf(until) && told.get(code) !== day).slice(0, perCall.trucks);
	for (const vehicle of current(ctx, soon)) {
		told.set(vehicle.vehicle, vehicle.permit_until);
		const { vehicle: code, permit_until: ends } = vehicle;
		tell(ctx, "expiry", permitEnds({
			vehicle: code,
			until: ends,
			isOver: ends < dayOf(today)
		}), {
			object: code,
			vehicle: code,
			haulier: vehicle.haulier,
			...vehicle.place ? { place: vehicle.place } : {}
		});
	}
	ctx.keep("expiry:told", [...told].slice(-350));
	const from = (begun ?? 0) < fences.length ? begun ?? 0 : 0;
	sumUpPlaces(ctx, fences.slice(from, from + perCall.places), today);
	const next = Math.min(fences.length, from + perCall.places);
	ctx.keep("daily:from", next);
	return {
		told: soon.length,
		places: next - from,
		left: fences.length - next
	};
}
function sumUpPlaces(ctx, fences, now) {
	for (let n = 0; n < fences.length; n += 10) together(fences.slice(n, n + 10).map((f) => () => ctx.note(placeKey(f.code))));
	const book = openBook(ctx);
	for (const f of fences) if (ctx.note(placeKey(f.code)) !== null) sumUp(ctx, f.code, book.place(f.code), now);
	book.close();
}
/** The note knows when a permit ended when it was last written; the row knows whether it was renewed. */
function current(ctx, list) {
	const found = [];
	for (let n = 0; n < list.length; n += 10) found.push(...together(list.slice(n, n + 10).map(([code]) => () => ctx.get("vehicles", code))));
	return found.filter((v, n) => v !== null && v.permit_until === list[n][1]);
}
// examples/construction-spoil/source/moves.js
var minute$2 = 6e4;
/** The driver takes over for the haulier; where he cannot, the site lets the truck go and the haulier signs later. */
function depart(input, ctx) {
	const number = scanned(input.ticket);
	const [ticket, early] = together([() => ctx.get("tickets", number), () => ctx.get("early", `${number}|depart`)]);
	if (ticket === null) return keepEarly(ctx, early, {
		number,
		what: "depart",
		input
	});
	const { party } = ctx.actor;
	const isHaulier = party?.kind === "haulier" && party.key === ticket.haulier;
	if (!isHaulier && !(party?.kind === "site" && party.key === ticket.site)) ctx.refuse("这张联单不属于本单位", "This ticket is not of this party");
	sameTruck(ctx, ticket, input.vehicle);
	const isSigned = Boolean(ticket.haul_signature);
	if (ticket.state === states.under && (!isHaulier || isSigned)) return shown(ticket, { again: true });
	if (!isOpen(ticket)) ctx.refuse(`联单${ticket.state}，不能出场`, "The ticket is not open");
	const book = openBook(ctx);
	departure(ctx, ticket, book.truck(ticket.vehicle), {
		at: ctx.now,
		sign: isHaulier
	});
	saveTicket(ctx, ticket);
	book.close();
	return shown(ticket);
}
/** @param {{ at: string, sign?: boolean, early?: boolean, statement?: string, signature?: string }} how */
function departure(ctx, ticket, truck, how) {
	ticket.state = states.under;
	ticket.under_at ??= how.at;
	if (how.early) {
		ticket.haul_statement = how.statement;
		ticket.haul_signature = how.signature;
	} else if (how.sign) {
		ticket.haul_statement = haulStatement(ticket);
		ticket.haul_signature = signedBy(ctx, ticket.haul_statement);
	}
	if (truck.open?.number === ticket.number) truck.open.under ??= ms(how.at);
}
function sameTruck(ctx, ticket, scan) {
	const vehicle = scanned(scan);
	if (vehicle !== "" && vehicle !== ticket.vehicle && vehicle !== ticket.plate) ctx.refuse(`车牌不符：这张联单开给${ticket.plate}`, `Another truck: this ticket is for ${ticket.plate}`);
}
/** What a phone sent before the ticket itself got here waits for it, signed as it came. */
function keepEarly(ctx, early, { number, what, input }) {
	const { party } = ctx.actor;
	if (party === null || !/^S\d+-[A-Za-z0-9-]+$/.test(number)) ctx.refuse("没有这张联单", "There is no such ticket");
	if (early !== null) {
		if (early.party !== party.key) ctx.refuse("这张联单已由另一方登记", "Another party has entered this ticket");
		return {
			ticket: number,
			waiting: true,
			again: true
		};
	}
	const statement = what === "depart" ? `承运：联单${number}，${party.key}，${ctx.now}（联单尚未到达平台）` : `进场：联单${number}，${party.key}收到${input.class}${input.quantity}立方米，车辆${input.vehicle}，${ctx.now}（联单尚未到达平台）`;
	ctx.put("early", {
		number,
		what,
		at: ctx.now,
		party: party.key,
		vehicle: scanned(input.vehicle),
		class: input.class ?? "",
		quantity: input.quantity === void 0 ? null : Number(input.quantity),
		entry: input.entry ?? "",
		phone_at: input.phone_at ?? null,
		statement,
		signature: signedBy(ctx, statement)
	});
	return {
		ticket: number,
		waiting: true
	};
}
/** The receiver scans the truck in; what fits is closed, what does not is closed as not fitting and shown beside every rate. */
function arrive(input, ctx) {
	const me = actingFor(ctx, "receiver");
	const number = scanned(input.ticket);
	const [ticket, receiver, early] = together([
		() => ctx.get("tickets", number),
		() => ctx.get("receivers", me),
		() => ctx.get("early", `${number}|arrive`),
		() => ctx.note(placeKey(me))
	]);
	if (ticket === null) return keepEarly(ctx, early, {
		number,
		what: "arrive",
		input
	});
	sameTruck(ctx, ticket, input.vehicle);
	const book = openBook(ctx);
	if (ticket.receiver !== me) return elsewhere(ctx, book, ticket, me);
	if (ticket.arrived_at) return scannedAgain(ctx, book, ticket, input);
	if (ticket.state === states.void || ticket.state === states.refused) ctx.refuse(`联单${ticket.state}，不能接收`, "The ticket is not open");
	const answer = received(ctx, book, ticket, receiver, {
		at: ctx.now,
		entry: input.entry ?? "",
		class: input.class,
		quantity: Number(input.quantity),
		phone_at: input.phone_at
	});
	saveTicket(ctx, ticket);
	book.close();
	return answer;
}
/** Also for what came early: then the signature is the one that was given. */
function received(ctx, book, ticket, receiver, how) {
	if (how.early && (how.party !== ticket.receiver || how.vehicle !== "" && how.vehicle !== ticket.vehicle && how.vehicle !== ticket.plate)) return shown(ticket, { early: "not-this-one" });
	const truck = book.truck(ticket.vehicle);
	const wasMarked = ticket.clock_marked === true;
	ticket.arrived_at = how.at;
	ticket.arrived_class = how.class;
	ticket.arrived_quantity = how.quantity;
	ticket.arrival_entry = how.entry;
	const { phone_at, clock_marked } = clocks(ctx, how.phone_at);
	if (phone_at) ticket.arrived_phone_at = phone_at;
	ticket.clock_marked ||= clock_marked === true;
	ticket.arrival_statement = how.early ? how.statement : arrivalStatement(ticket);
	ticket.arrival_signature = how.early ? how.signature : signedBy(ctx, ticket.arrival_statement);
	const isOwn = truck.open?.number === ticket.number;
	const minutes = how.early || wasMarked ? 0 : ticket.minutes;
	const wasOffRoute = isOwn && truck.open?.told.route === true;
	const timed = {
		...ticket,
		...minutes === 0 ? { under_at: how.at } : {}
	};
	Object.assign(ticket, compared(timed, {
		minutes,
		wasOffRoute
	}));
	ticket.state = states.closed;
	if (truck.without !== null && Math.abs(truck.without.t - saidAt(ticket)) <= limits.meetMinutes * minute$2) truck.without = null;
	if (isOwn) {
		truck.open = null;
		truck.last = {
			number: ticket.number,
			receiver: ticket.receiver,
			t: ms(how.at)
		};
	}
	taken(ctx, book, ticket, receiver);
	return shown(ticket, {
		note: ticket.match_note,
		note_en: ticket.match_note_en
	});
}
/** Into the receiver's sums, and what they say. */
function taken(ctx, book, ticket, receiver) {
	const place = book.place(ticket.receiver);
	place.received = round(place.received + ticket.arrived_quantity);
	weigh(place, ticket.arrived_at, "tickets", tonnesOf(ticket.arrived_class, ticket.arrived_quantity));
	const { vehicle, number } = ticket;
	meetTicket(place, ticket.receiver, book.truck(vehicle), {
		vehicle,
		number,
		t: ms(ticket.arrived_at),
		said: saidAt(ticket),
		isAhead: isAhead(ctx, ticket.arrived_phone_at)
	});
	const filled = round((receiver?.filled ?? 0) + place.received);
	if (receiver === null || filled <= receiver.capacity) return;
	const { code: object, name, capacity, point } = receiver;
	const about = {
		object,
		receiver: object,
		place: receiver.place,
		point
	};
	tellOnceADay(ctx, place, "capacity", beyondCapacity({
		name,
		capacity,
		filled
	}), about);
}
/** When the receiver's phone says that it was. */
var saidAt = (ticket) => ms(ticket.arrived_phone_at ?? ticket.arrived_at);
function elsewhere(ctx, book, ticket, me) {
	const truck = book.truck(ticket.vehicle);
	if (truck.open?.number === ticket.number && !truck.open.told.destination) {
		truck.open.told.destination = true;
		tell(ctx, "wrong-destination", scannedElsewhere({
			number: ticket.number,
			receiver: ticket.receiver,
			at: ctx.now,
			code: me
		}), {
			object: ticket.vehicle,
			vehicle: ticket.vehicle,
			ticket: ticket.number,
			site: ticket.site,
			receiver: me,
			haulier: ticket.haulier,
			place: ticket.place
		});
		book.close();
	}
	return {
		accepted: false,
		zh: `这张联单运往${ticket.receiver}，不是本场`,
		en: `This ticket is for ${ticket.receiver}`
	};
}
function scannedAgain(ctx, book, ticket, input) {
	if (input.entry === ticket.arrival_entry || minutesBetween(ticket.arrived_at, ctx.now) <= limits.scanMinutes) return shown(ticket, { again: true });
	const place = book.place(ticket.receiver);
	const key = `reused ${ticket.number}`;
	if (place.told[key] === void 0) {
		for (const old of Object.keys(place.told).filter((k) => k.startsWith("reused ")).slice(0, -20)) delete place.told[old];
		place.told[key] = ctx.now;
		const { number, arrived_at: closed, receiver: code } = ticket;
		tell(ctx, "reused", scannedAgain$1({
			number,
			closed,
			at: ctx.now,
			code
		}), {
			object: ticket.vehicle,
			vehicle: ticket.vehicle,
			ticket: ticket.number,
			site: ticket.site,
			receiver: ticket.receiver,
			haulier: ticket.haulier,
			place: ticket.place
		});
		book.close();
	}
	return {
		accepted: false,
		zh: `联单已于${clockOf(ticket.arrived_at)}闭环，不能再用`,
		en: "The ticket is used up"
	};
}
// examples/construction-spoil/source/issuing.js
var minute$1 = 6e4;
/**
* A ticket is born at the exit of the site. Its number is the site's code and the entry that the phone made, so that what was
* written without a network is found by the same number when it comes, in whatever order.
*/
function issue(input, ctx) {
	const site = actingFor(ctx, "site");
	const number = `${site}-${input.entry}`;
	const asked = ask(ctx, {
		site,
		number,
		input
	});
	if (asked.known !== null) return again(ctx, asked.known, asked);
	check(ctx, asked, input);
	const weight = weightOf(input);
	const quota = overQuota(ctx, asked, Number(input.quantity));
	if (quota !== null) return quota;
	const ticket = made(ctx, asked, {
		number,
		site,
		input,
		weight
	});
	ticket.exit_statement = exitStatement(ticket);
	ticket.exit_signature = signedBy(ctx, ticket.exit_statement);
	return enter(ctx, ticket, asked);
}
function ask(ctx, { site, number, input }) {
	const [vehicle, driver, receiver] = [
		input.vehicle,
		input.driver,
		input.receiver
	].map(scanned);
	const [known, from, truck, person, to, route, departed, arrived] = together([
		() => ctx.get("tickets", number),
		() => ctx.get("sites", site),
		() => ctx.get("vehicles", vehicle),
		() => ctx.get("drivers", driver),
		() => ctx.get("receivers", receiver),
		() => ctx.get("routes", `${site}-${receiver}`),
		() => ctx.get("early", `${number}|depart`),
		() => ctx.get("early", `${number}|arrive`),
		() => ctx.note(truckKey(vehicle)),
		() => ctx.note(placeKey(site))
	]);
	return {
		known,
		from,
		truck,
		person,
		to,
		route,
		departed,
		arrived,
		vehicle,
		driver,
		receiver,
		site
	};
}
/** The same entry again: the same answer, and nothing changes. */
function again(ctx, known, { vehicle }) {
	if (known.vehicle !== vehicle) ctx.refuse(`这个编号的联单已开给${known.plate}`, `This entry was issued to ${known.plate}`);
	return shown(known, { again: true });
}
function check(ctx, a, input) {
	const today = dayOf(ctx.now);
	const no = (zh, en) => ctx.refuse(zh, en);
	if (a.from === null || a.from.state === "停用") no("工地没有有效的处置核准", "The site has no approval in force");
	if (a.from.until && a.from.until < today) no(`处置核准已于${a.from.until}到期`, "The approval has ended");
	if (a.truck === null) no("没有登记这辆车", "This truck is not registered");
	if (a.truck.state === "停用") no(`${a.truck.plate}已停用`, `${a.truck.plate} is out of use`);
	if (a.truck.permit_until < today) no(`${a.truck.plate}的准运证已于${a.truck.permit_until}到期`, `The permit of ${a.truck.plate} has ended`);
	if (a.person === null || a.person.haulier !== a.truck.haulier) no("司机不属于这辆车的运输企业", "The driver is not of the haulier of this truck");
	if (a.person.permit_until < today) no(`司机从业资格已于${a.person.permit_until}到期`, "The driver’s qualification has ended");
	if (a.to === null || a.to.state === "停用") no("消纳场所没有登记或已停用", "The receiver is not registered or closed");
	if (!String(a.to.classes).split("、").includes(input.class)) no(`${a.to.name}不接收${input.class}`, `${a.to.name} does not take this class`);
	if (a.route === null) no("没有到该消纳场所的核定路线", "No route to this receiver is approved");
	const weight = weightOf(input);
	if (weight > a.truck.max_load * (1 + limits.overload)) no(`装载${weight}吨超过核定载质量${a.truck.max_load}吨`, `${weight} t is more than the ${a.truck.max_load} t allowed`);
	const isLate = clocks(ctx, input.phone_at).clock_marked === true || a.arrived !== null;
	const open = ctx.note(truckKey(a.vehicle))?.open ?? null;
	const wasThere = Boolean(open?.unloaded || open?.weighed);
	if (open !== null && !isLate && !wasThere) no(`一车一单：${a.truck.plate}还有未闭环的联单${open.number}`, `The truck is still on ticket ${open.number}`);
}
/** More than was approved: refused, and told, so it is an answer that is kept. */
function overQuota(ctx, { site, from }, quantity) {
	const book = openBook(ctx);
	const place = book.place(site);
	if (place.issued + quantity <= from.approved) return null;
	const says = beyondQuota({
		site,
		approved: from.approved,
		issued: place.issued,
		quantity
	});
	tellOnceADay(ctx, place, "quota", says, {
		object: site,
		site,
		place: from.place,
		point: from.point
	});
	book.close();
	return {
		accepted: false,
		zh: `超出核准处置量：${says.zh}`,
		en: `More than the approved quantity: ${says.en}`
	};
}
function made(ctx, a, { number, site, input, weight }) {
	return {
		number,
		version: 1,
		state: states.issued,
		how: "电子联单",
		match: "待核对",
		site,
		site_name: a.from.name,
		place: a.from.place,
		haulier: a.truck.haulier,
		haulier_name: a.truck.haulier_name,
		vehicle: a.vehicle,
		plate: a.truck.plate,
		driver: a.driver,
		receiver: a.receiver,
		receiver_name: a.to.name,
		use: a.to.use,
		class: input.class,
		quantity: Number(input.quantity),
		weight,
		route: a.route.code,
		minutes: a.route.minutes,
		issued_at: ctx.now,
		...clocks(ctx, input.phone_at),
		photo: input.photo ?? ""
	};
}
/** Into the notes of truck and site; what came early is matched at once. */
function enter(ctx, ticket, a) {
	const book = openBook(ctx);
	const [truck, place] = [book.truck(a.vehicle), book.place(a.site)];
	const t = ms(ctx.now);
	const said = eventTime(ctx, ticket);
	if (truck.open === null || said >= truck.open.issued) {
		truck.open = openOf(ticket, {
			line: corridorOf(a.route.line),
			from: a.route.from,
			until: a.route.until
		});
		truck.open.issued = said;
	}
	truck.haulier = {
		code: ticket.haulier,
		name: ticket.haulier_name
	};
	explained(ctx, truck, ticket);
	place.issued = round(place.issued + ticket.quantity);
	weigh(place, ticket.phone_at && ticket.clock_marked ? eventTime(ctx, ticket) : ctx.now, "tickets", ticket.weight);
	meetTicket(place, a.site, truck, {
		vehicle: a.vehicle,
		number: ticket.number,
		t,
		said,
		isAhead: isAhead(ctx, ticket.phone_at)
	});
	let answer = shown(ticket);
	if ([ticket.haulier, ticket.site].includes(a.departed?.party)) departure(ctx, ticket, truck, {
		...a.departed,
		early: true
	});
	if (a.arrived !== null) answer = received(ctx, book, ticket, a.to, {
		...a.arrived,
		early: true
	});
	saveTicket(ctx, ticket);
	book.close();
	return answer;
}
/** When it happened, as far as the phone is believed: not in the future, and not longer ago than a shift. */
function eventTime(ctx, ticket) {
	const now = ms(ctx.now);
	const said = ticket.phone_at ? ms(ticket.phone_at) : now;
	return said <= now && now - said < 720 * minute$1 ? said : now;
}
/** Where the phone's clock says nothing, what was seen within the time that tickets are given. */
var isLately = (ctx, t) => ms(ctx.now) - t <= limits.ticketMinutes * minute$1;
/** A journey that had been seen without its ticket, which only came now; told or not, it is no trip of its own any more. */
function explained(ctx, truck, ticket) {
	const said = eventTime(ctx, ticket);
	const isOf = (t) => Math.abs(t - said) <= limits.meetMinutes * minute$1 || isAhead(ctx, ticket.phone_at) && isLately(ctx, t);
	const left = truck.track?.left;
	if (left && isOf(left.t)) truck.track.left = null;
	if (truck.without === null || !isOf(truck.without.t)) return;
	const told = ctx.get("trips", truck.without.trip);
	if (told !== null) ctx.put("trips", {
		...told,
		state: "已由补传联单说明"
	});
	truck.without = null;
}
// examples/construction-spoil/source/moving.js
var minute = 6e4;
/** Positions in the order in which they came; one that is older than the truck's last is passed over. */
function positionReaction(changes, ctx) {
	const fences = readFences(ctx);
	if (fences.length === 0) return;
	const fenceAt = fenceFinder(fences, ctx);
	const book = openBook(ctx);
	const gone = openLeaving(ctx);
	let latest = 0;
	for (const { kind, data } of changes) {
		if (kind === "removed" || data === null) continue;
		const { track } = step(ctx, book, data, fenceAt);
		gone.note(data.vehicle, track.left);
		latest = Math.max(latest, track.t);
	}
	gone.settle(book, Math.min(latest, ms(ctx.now)));
	book.close();
}
function step(ctx, book, p, fenceAt) {
	const truck = book.truck(p.vehicle);
	truck.track ??= blankTrack();
	const s = truck.track;
	const t = ms(p.at);
	if (t <= s.t) return truck;
	cameFrom(ctx, truck, p, t);
	const fence = fenceAt(p.point);
	const seen = {
		ctx,
		truck,
		s,
		p,
		t,
		fence,
		load: p.load ?? null
	};
	stopOf(seen);
	loadOf(seen);
	leaving(seen);
	if (truck.open !== null) underway(seen, truck.open);
	s.t = t;
	s.lon = p.point.lon;
	s.lat = p.point.lat;
	s.near = fence?.code ?? null;
	if (seen.load !== null) s.load = seen.load;
	if (fence === null || fence.isEdge) return truck;
	s.in = fence.code;
	s.seen = {
		code: fence.code,
		t
	};
	return truck;
}
/** A gate saw its plate; where it cannot have driven from there to here since, the camera took another for it. */
function cameFrom(ctx, truck, p, t) {
	const { passed } = truck;
	if (!passed || t < passed.t) return;
	if (!canReach(ctx, passed, p.point, (t - passed.t) / minute)) truck.misread = {
		facility: passed.facility,
		t: passed.t
	};
	delete truck.passed;
}
/** Where the truck stands, and since when. */
function stopOf({ ctx, s, p, t, fence }) {
	if (!(p.speed < limits.standsBelow)) s.stop = null;
	else if (s.stop === null || ctx.metres(s.stop, p.point) > limits.stopMetres) s.stop = {
		t,
		lon: p.point.lon,
		lat: p.point.lat,
		near: fence === null ? null : fence.code
	};
}
/** A load that fell, and did not only flicker: two readings in a row, the place being that of the first. */
function loadOf(seen) {
	const { s, p, t, fence, load } = seen;
	if (load === null) return;
	if (s.full === null) {
		if (load >= limits.loadedTonnes) s.full = load;
		return;
	}
	const fall = s.full - load;
	if (fall < limits.fallTonnes || fall < limits.fallShare * s.full) {
		s.low = null;
		s.full = load - s.full > limits.fallTonnes ? load : s.full * .7 + load * .3;
		return;
	}
	if (s.low === null) {
		const near = fence?.code ?? s.near ?? null;
		s.low = {
			t,
			lon: p.point.lon,
			lat: p.point.lat,
			near,
			gap: t - s.t
		};
		return;
	}
	unloaded(seen, {
		at: s.low,
		from: round(s.full),
		to: round(load)
	});
	s.low = null;
	s.full = load >= limits.loadedTonnes ? load : null;
}
function unloaded({ ctx, truck, s, p }, { at, from, to }) {
	const { open } = truck;
	const where = at.near ?? s.stop?.near ?? null;
	if (where === null && at.gap > limits.gapMinutes * minute) return;
	if (where !== null) {
		if (open === null || where === open.site) return;
		if (where === open.receiver) open.unloaded = at.t;
		else if (!open.told.destination) {
			open.told.destination = true;
			const { number, receiver } = open;
			tell(ctx, "wrong-destination", tippedElsewhere({
				number,
				receiver,
				at: at.t,
				code: where,
				from,
				to
			}), {
				...ofTicket(open, p),
				receiver: where
			});
		}
		return;
	}
	tell(ctx, "dump", tippedOutside({
		at: at.t,
		from,
		to,
		open
	}), {
		...open === null ? {
			object: p.vehicle,
			vehicle: p.vehicle,
			...placed(p)
		} : ofTicket(open, p),
		at: new Date(at.t).toISOString(),
		point: {
			lon: at.lon,
			lat: at.lat
		}
	});
	if (open !== null) open.told.dump = true;
}
/** On a ticket: the corridor, the hours, and a stop that the ticket does not explain. */
function underway({ ctx, s, p, t, fence, load }, open) {
	brought({
		ctx,
		s,
		p,
		t,
		fence,
		load
	}, open);
	if (!(load === null ? !open.unloaded : load >= limits.loadedTonnes) || fence?.code === open.site || fence?.code === open.receiver) {
		s.off = null;
		return;
	}
	const beside = open.line.length === 0 ? 0 : metresBeside(p.point, open.line);
	s.on = beside <= limits.corridorMetres ? (s.on ?? 0) + 1 : 0;
	if (s.on >= 2) s.off = null;
	else if (s.on === 0) {
		s.off ??= {
			since: t,
			driven: 0
		};
		if (p.speed >= limits.standsBelow) s.off.driven += Math.min(t - s.t, limits.gapMinutes * minute);
	}
	if (s.on === 0 && s.off !== null && s.off.driven >= limits.corridorMinutes * minute && !open.told.route) {
		open.told.route = true;
		const minutes = Math.round(s.off.driven / minute);
		tell(ctx, "route-left", leftRoute({
			number: open.number,
			at: s.off.since,
			minutes,
			metres: Math.round(beside)
		}), ofTicket(open, p));
	}
	const outside = p.speed >= limits.standsBelow ? minutesOutside(p.at, open.from, open.until) : 0;
	if (outside > limits.hoursMinutes && !open.told.hours) {
		open.told.hours = true;
		const { number, from, until } = open;
		tell(ctx, "hours-broken", outsideHours({
			number,
			from,
			until,
			at: t,
			minutes: outside
		}), ofTicket(open, p));
	}
	if (load === null) unexplained(ctx, s, p, t, open);
}
/**
* Without a sensor of the load: whether it stood at the receiver, and where it stood longest on its way. Back at its site with
* the ticket open, never having stood at the receiver and without a gap in its positions, it has tipped somewhere else.
*/
function brought({ ctx, s, p, t, fence, load }, open) {
	if (load !== null || s.load !== null || !open.out) return;
	if (t - s.t > limits.gapMinutes * minute) open.gap = true;
	if (s.stop !== null && fence?.code === open.receiver) open.there ??= t;
	const minutes = s.stop === null || s.stop.near !== null ? 0 : Math.round((t - s.stop.t) / minute);
	if (minutes > (open.rest?.minutes ?? 0)) open.rest = {
		...s.stop,
		minutes
	};
	if (!(fence?.code === open.site && !fence.isEdge) || open.there || open.weighed || open.gap || open.told.dump) return;
	if ((open.rest?.minutes ?? 0) < limits.tipMinutes) return;
	open.told.dump = true;
	const { lon, lat, minutes: stood } = open.rest;
	const { number, receiver, site } = open;
	tell(ctx, "dump", cameBack({
		number,
		at: open.rest.t,
		minutes: stood,
		receiver,
		site
	}), {
		...ofTicket(open, p),
		severity: 3,
		at: new Date(open.rest.t).toISOString(),
		point: {
			lon,
			lat
		}
	});
}
/** Without a sensor of the load: a long stop outside, and a ticket that is not closed hours later. */
function unexplained(ctx, s, p, t, open) {
	if (s.stop !== null && s.stop.near === null && t - s.stop.t >= limits.stopMinutes * minute) open.stop = {
		...s.stop,
		minutes: Math.round((t - s.stop.t) / minute)
	};
	const since = open.under ?? open.issued;
	if (!open.stop || open.told.dump || t - since < limits.closeMinutes * minute) return;
	open.told.dump = true;
	const { lon, lat, minutes } = open.stop;
	tell(ctx, "dump", stoodOutside({
		number: open.number,
		at: open.stop.t,
		minutes
	}), {
		...ofTicket(open, p),
		severity: 3,
		at: new Date(open.stop.t).toISOString(),
		point: {
			lon,
			lat
		}
	});
}
// examples/construction-spoil/source/pairing.js
var scale = 1e5;
/** Supply and demand of soil by class, kept beside the register so that pairs can be sought. */
function offerReaction(changes, ctx) {
	const classes = /* @__PURE__ */ new Map();
	const read = (kind) => {
		if (!classes.has(kind)) classes.set(kind, new Map((ctx.note(`offers:${kind}`) ?? []).map((o) => [o[0], o])));
		return classes.get(kind);
	};
	for (const { kind, key, data: d } of changes) {
		for (const name of kind === "added" && d !== null ? [d.class] : Object.keys(limits.tonnes)) read(name).delete(key);
		if (kind === "removed" || d === null || d.state !== "有效" || !d.point) continue;
		const [lon, lat] = [Math.round(d.point.lon * scale), Math.round(d.point.lat * scale)];
		read(d.class).set(key, [
			key,
			d.side === "余土" ? 1 : 0,
			d.quantity,
			lon,
			lat,
			d.from,
			d.until
		]);
	}
	for (const [kind, list] of classes) ctx.keep(`offers:${kind}`, [...list.values()].slice(-90));
}
/**
* Pairs of supply and demand: the cheapest hauling first (cubic metres times kilometres), as long as both have something left.
* Greedy: not the least of all sums, but each pair is one that people can follow.
*/
function suggestPairs(input, ctx) {
	const offers = (ctx.note(`offers:${input.class}`) ?? []).map(([code, isSupply, quantity, lon, lat, from, until]) => ({
		code,
		isSupply: isSupply === 1,
		left: quantity,
		point: {
			lon: lon / scale,
			lat: lat / scale
		},
		from,
		until
	}));
	const possible = offers.filter((o) => o.isSupply).flatMap((supply) => offers.filter((o) => !o.isSupply).map((demand) => pairOf(ctx, supply, demand))).filter((p) => p.kilometres <= limits.pairKilometres && p.days >= limits.pairDays).sort((a, b) => a.kilometres - b.kilometres || b.days - a.days);
	const pairs = [];
	for (const { supply, demand, kilometres, days } of possible) {
		const quantity = Math.min(supply.left, demand.left);
		if (quantity < limits.pairLeast) continue;
		supply.left -= quantity;
		demand.left -= quantity;
		const about = {
			kilometres: round(kilometres),
			days,
			quantity: round(quantity)
		};
		const { zh, en } = whyPaired(about);
		const row = {
			code: `${supply.code}-${demand.code}`,
			at: ctx.now,
			supply: supply.code,
			demand: demand.code,
			class: input.class,
			...about,
			reason: zh,
			reason_en: en
		};
		ctx.put("pairs", row);
		pairs.push(row);
	}
	return {
		pairs: pairs.length,
		quantity: round(pairs.reduce((sum, p) => sum + p.quantity, 0))
	};
}
function pairOf(ctx, supply, demand) {
	const from = Math.max(Date.parse(supply.from), Date.parse(demand.from));
	const until = Math.min(Date.parse(supply.until), Date.parse(demand.until));
	return {
		supply,
		demand,
		days: Math.round((until - from) / 864e5) + 1,
		kilometres: ctx.metres(supply.point, demand.point) / 1e3
	};
}
// examples/construction-spoil/source/index.js
/** What people do; see `scenario.json` for who may. */
var commands = {
	issue,
	depart,
	arrive,
	refuse,
	dispute,
	correct,
	void: voided,
	paper,
	inspect,
	"daily-check": dailyCheck,
	"suggest-pairs": suggestPairs
};
/** What follows of itself. */
var reactions = {
	sites: fenceReaction,
	receivers: fenceReaction,
	vehicles: permitReaction,
	offers: offerReaction,
	positions: positionReaction,
	gates: gateReaction
};
export { commands, kinds, limits, reactions };
