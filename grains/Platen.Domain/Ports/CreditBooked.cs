using Platen.Domain.Accounting;

namespace Platen.Domain.Ports;

/// <summary>A recharge or correction of a user's credit. The expected version is the number of the user's last entry in that currency: whoever books over another one's balance meets a <see cref="CommitCode.Conflict"/>.</summary>
public sealed record CreditBooked(CreditEntry Row) : RecordChange;
