// A moment by the academy's clock, as its pages write it: the browser may stand in another zone.
export const clock = (moment, timeZone) => new Date(moment).toLocaleTimeString("en-GB", { timeZone });
