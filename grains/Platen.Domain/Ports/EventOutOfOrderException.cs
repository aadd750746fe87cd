namespace Platen.Domain.Ports;

/// <summary>An agent's event came whose predecessor is not committed, or whose agent is not recorded. Nothing was written; the agent has to send from the committed sequence on.</summary>
public sealed class EventOutOfOrderException(string message) : Exception(message);
