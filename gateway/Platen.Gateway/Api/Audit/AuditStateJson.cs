using Platen.Grains.Abstractions.Audit;

namespace Platen.Gateway.Api.Audit;

/// <summary>How the audit log stands.</summary>
/// <param name="Running">Whether a verification is under way.</param>
/// <param name="EntriesChecked">Entries that it has checked until now.</param>
/// <param name="EntriesTotal">Entries that there are to check.</param>
/// <param name="Whole">What the last verification found: true when nothing was changed, removed, moved, cut off or written anew. Null: there was none yet, or one is under way.</param>
/// <param name="VerifiedAt">When it ended.</param>
/// <param name="Chains">Chains that it read.</param>
/// <param name="Entries">Entries that it checked.</param>
/// <param name="Checkpoints">Signed checkpoints that they were compared with.</param>
/// <param name="Witnesses">Agents whose own copies of signed heads they were compared with.</param>
/// <param name="SignedAt">When heads were last signed.</param>
/// <param name="Breaks">Every fault that was found, 100 at most.</param>
internal sealed record AuditStateJson(
    bool Running, long EntriesChecked, long EntriesTotal, bool? Whole, DateTimeOffset? VerifiedAt, int Chains, long Entries, long Checkpoints, int Witnesses, DateTimeOffset? SignedAt, IReadOnlyList<AuditBreakJson> Breaks)
{
    public static AuditStateJson Of(AuditState state) => new(
        state.Running is not null,
        state.Running?.Entries ?? 0,
        state.Running?.Total ?? 0,
        state.Running is null ? state.Verdict?.Whole : null,
        state.Verdict?.At,
        state.Verdict?.Chains ?? 0,
        state.Verdict?.Entries ?? 0,
        state.Verdict?.Checkpoints ?? 0,
        state.Verdict?.Witnesses ?? 0,
        state.SealedAt,
        [.. (state.Verdict?.Breaks ?? []).Select(found => new AuditBreakJson(found.Chain, found.Position, found.Kind, found.Message))]);
}
