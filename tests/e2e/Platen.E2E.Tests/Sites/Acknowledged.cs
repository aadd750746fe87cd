using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>A document that a client was told is accepted, and the queue that it was sent to.</summary>
internal sealed record Acknowledged(SentDocument Document, string Queue);
