using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>A command for a site's agents, in the outbox until it is answered. <see cref="RecordChange.ExpectedVersion"/> is 0.</summary>
public sealed record CommandAdded(SiteCommand Row) : RecordChange;
