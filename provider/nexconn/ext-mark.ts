/** The key of `userExtProfile` and of `groupExtProfile` that holds the ownership mark. */
export const extMarkKey = "ext_pulumi_im";
