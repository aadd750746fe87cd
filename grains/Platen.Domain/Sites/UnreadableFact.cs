namespace Platen.Domain.Sites;

/// <summary>A fact that the edge could not read: an unknown kind, or an id that is none. It is parked, so that one bad fact never stops an agent's journal.</summary>
/// <param name="Kind">What kind of event it was, as far as that is known.</param>
/// <param name="Problem">What is wrong with it, for people; no content of the event.</param>
public sealed record UnreadableFact(string Kind, string Problem) : FactBody;
