using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>A command was answered by its agent and leaves the outbox. <see cref="RecordChange.ExpectedVersion"/> is 1.</summary>
public sealed record CommandAnswered(SiteId Site, string CommandId, bool Ok, string Message) : RecordChange;
