namespace Platen.E2E.Tests.Running;

/// <summary>Why the server takes nothing from an agent, as REST gives it.</summary>
public sealed record AgentFence(string Kind, string Start, long AgentSequence, long ServerSequence, long From, long Through, bool Accepted);
