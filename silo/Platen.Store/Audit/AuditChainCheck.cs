using System.Text.Json;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;

namespace Platen.Store.Audit;

/// <summary>
/// Checks one chain row by row: positions without a gap, each hash that of its row, each previous hash that of the row before, the end that of the head.
/// Who can rewrite every row and the head alike is found by checkpoints outside of the database, not by this.
/// </summary>
internal sealed class AuditChainCheck(TenantId tenant, string chain)
{
    private readonly List<AuditBreak> _breaks = [];
    private readonly List<BrokenRow> _broken = [];
    private long _position;
    private byte[] _hash = [.. AuditForm.Start];
    private bool _whole = true;

    public void Add(AuditRow row)
    {
        if (row.Position > _position + 1)
        {
            var last = row.Position - 1;
            Report(_position + 1, AuditBreakKind.Deleted, last == _position + 1 ? $"entry {last} is missing" : $"entries {_position + 1} to {last} are missing");
        }

        var adjacent = row.Position == _position + 1;
        var whole = CheckRow(row);
        if (adjacent && whole && _whole && !row.PreviousHash.AsSpan().SequenceEqual(_hash))
        {
            // both rows agree with themselves, so the earlier one was rewritten with a new hash
            ReportRewritten(row);
        }

        (_position, _hash, _whole) = (row.Position, row.Hash, whole);
    }

    public IEnumerable<AuditBreak> Finish(long? headPosition, byte[]? headHash)
    {
        foreach (var row in _broken)
        {
            ReportBroken(row);
        }

        if (headPosition is null || headHash is null)
        {
            Report(_position, AuditBreakKind.Deleted, "the head of the chain is missing, so its end cannot be known");
        }
        else if (headPosition > _position)
        {
            Report(_position + 1, AuditBreakKind.Truncated, $"the chain ends at {_position}, but {headPosition} entries were written");
        }
        else if (headPosition < _position)
        {
            Report(headPosition.Value, AuditBreakKind.Edited, $"the head says that the chain ends at {headPosition}, but there are entries up to {_position}");
        }
        else if (_whole && !headHash.AsSpan().SequenceEqual(_hash))
        {
            Report(_position, AuditBreakKind.Edited, $"entry {_position} is not the one that the head was made from");
        }

        return _breaks.OrderBy(b => b.Position);
    }

    private bool CheckRow(AuditRow row)
    {
        if (TryRest(row) is not { } rest)
        {
            Report(row.Position, AuditBreakKind.Edited, $"entry {row.Position} cannot be read in form {row.Form}");
            return false;
        }

        var whole = AuditForm.Hash(row.PreviousHash, row.Position, rest).AsSpan().SequenceEqual(row.Hash);
        if (!whole && _broken.Count < AuditVerifier.BreaksMax)
        {
            _broken.Add(new BrokenRow(row.Position, row.PreviousHash, row.Hash, rest));
        }

        return whole;
    }

    private byte[]? TryRest(AuditRow row)
    {
        try
        {
            return row.Form == AuditForm.Version ? AuditForm.Rest(tenant, chain, row.ToEntry()) : null;
        }
        catch (JsonException)
        {
            // details that are no names and values were never written by the program: reported as edited
            return null;
        }
    }

    private void ReportRewritten(AuditRow next)
    {
        if (_position == 0)
        {
            Report(next.Position, AuditBreakKind.Edited, $"entry {next.Position} does not start the chain");
        }
        else
        {
            Report(_position, AuditBreakKind.Edited, $"entry {_position} is not the one that entry {next.Position} was chained to");
        }
    }

    private void ReportBroken(BrokenRow row)
    {
        // moved with its hashes, or only its content exchanged with that of another place
        var origin = _broken.Where(o => o != row)
            .Select(o => (long?)o.Position)
            .FirstOrDefault(p => Fits(row.Previous, p!.Value, row.Rest, row.Hash))
            ?? _broken.Where(o => o != row && Fits(o.Previous, o.Position, row.Rest, o.Hash)).Select(o => (long?)o.Position).FirstOrDefault();
        if (origin is null)
        {
            Report(row.Position, AuditBreakKind.Edited, $"the content of entry {row.Position} is not what was hashed");
        }
        else
        {
            Report(row.Position, AuditBreakKind.Reordered, $"what stands at {row.Position} was written as entry {origin}");
        }
    }

    private static bool Fits(byte[] previous, long position, byte[] rest, byte[] hash) => AuditForm.Hash(previous, position, rest).AsSpan().SequenceEqual(hash);

    private void Report(long position, AuditBreakKind kind, string message)
    {
        if (_breaks.Count < AuditVerifier.BreaksMax)
        {
            _breaks.Add(new AuditBreak(chain, position, kind, $"Chain {chain}: {message}."));
        }
    }
}
