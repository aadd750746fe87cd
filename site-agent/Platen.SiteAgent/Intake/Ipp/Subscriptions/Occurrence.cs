using System.Collections.Immutable;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>Something that happened to a job or a queue.</summary>
/// <param name="Kind">One of <see cref="NotifyEvents"/>.</param>
/// <param name="At">When.</param>
/// <param name="UpTime">When, by the printer's clock.</param>
/// <param name="Text">What, for people; without anything that only a job's owner may read.</param>
/// <param name="Attributes">The job or queue as it was then (RFC 3995, 9.1).</param>
internal sealed record Occurrence(string Kind, DateTimeOffset At, int UpTime, string Text, ImmutableArray<IppAttribute> Attributes);
