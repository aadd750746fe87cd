namespace Platen.Store.Audit;

/// <summary>From where a chain is checked: behind an entry that is trusted.</summary>
/// <param name="Position">That entry's position; 0: the chain's own start.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record AuditChainStart(long Position, byte[] Hash)
{
    public static AuditChainStart Own { get; } = new(0, [.. AuditForm.Start]);
}
