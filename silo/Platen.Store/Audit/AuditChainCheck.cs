using System.Text.Json;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;

namespace Platen.Store.Audit;

/// <summary>
/// Checks one chain row by row: positions without a gap, each hash that of its row, each previous hash that of the row before, the end that of the head, and the hashes that were signed. Who rewrites every row and the head alike
/// makes a chain that fits itself; only what was signed, and above all what agents keep of it, tells.
/// </summary>
/// <param name="tenant">Whose log it is.</param>
/// <param name="chain">The chain.</param>
/// <param name="start">What is trusted already.</param>
/// <param name="cut">Where retention has cut the chain off; null: nowhere.</param>
internal sealed class AuditChainCheck(TenantId tenant, string chain, AuditChainStart start, AuditCheckpoint? cut)
{
    private readonly List<AuditBreak> _breaks = [];
    private readonly List<BrokenRow> _broken = [];
    private long _position = start.Position;
    private byte[] _hash = [.. start.Hash];
    private bool _whole = true;
    private long _trusted = start.Position;
    private long _lastBreak = -1;
    private bool _lost;

    /// <summary>The last entry that was read.</summary>
    public long Position => _position;

    /// <summary>Its hash, as it stands in its row.</summary>
    public byte[] Hash => _hash;

    public void Add(AuditRow row)
    {
        PassGap(row);
        var adjacent = row.Position == _position + 1;
        var whole = CheckRow(row);
        if (adjacent && whole && _whole && !row.PreviousHash.AsSpan().SequenceEqual(_hash))
        {
            // both rows agree with themselves, so the earlier one was rewritten with a new hash
            ReportRewritten(row);
        }

        (_position, _hash, _whole) = (row.Position, row.Hash, whole);
    }

    /// <summary>Holds a signed hash against the entry that was added last, if it is about that one; a missing entry was named already.</summary>
    public void Hold(AuditPin pin, bool genuine)
    {
        if (!genuine)
        {
            Report(pin.Position, AuditBreakKind.Forged, $"{pin.Source} at entry {pin.Position} is not signed by this installation's keys");
        }
        else if (pin.Position == _position && pin.Checkpoint.Hash.AsSpan().SequenceEqual(_hash))
        {
            (_trusted, _lost) = (_position, false);
        }
        else if (pin.Position == _position && !_lost)
        {
            _lost = true;
            if (_lastBreak <= _trusted)
            {
                Report(_trusted + 1, AuditBreakKind.Rewritten, $"{Entries(_trusted + 1, _position)} written anew: by {pin.Source} entry {_position} had another hash");
            }
        }
    }

    public IEnumerable<AuditBreak> Finish(ChainHead head)
    {
        foreach (var row in _broken)
        {
            ReportBroken(row);
        }

        var (headPosition, headHash) = (head.Position, head.Hash);
        if (headPosition is null || headHash is null)
        {
            Report(_position, AuditBreakKind.Deleted, "the head of the chain is missing, so its end cannot be known");
        }
        else if (headPosition > _position && headPosition != cut?.Position)
        {
            Report(_position + 1, AuditBreakKind.Truncated, $"the chain ends at {_position}, but {headPosition} entries were written");
        }
        else if (headPosition < _position)
        {
            Report(headPosition.Value, AuditBreakKind.Edited, $"the head says that the chain ends at {headPosition}, but there are entries up to {_position}");
        }
        else if (_whole && headPosition == _position && !headHash.AsSpan().SequenceEqual(_hash))
        {
            Report(_position, AuditBreakKind.Edited, $"entry {_position} is not the one that the head was made from");
        }

        return _breaks.OrderBy(b => b.Position);
    }

    // What retention has removed is no gap; and the entry behind it must be chained to what was signed then.
    private void PassGap(AuditRow row)
    {
        if (cut is not null && _position < cut.Position && row.Position > _position + 1)
        {
            (_position, _hash, _whole) = row.Position > cut.Position ? (cut.Position, [.. cut.Hash], true) : (row.Position - 1, row.PreviousHash, true);
            _trusted = Math.Max(_trusted, _position);
        }

        if (row.Position > _position + 1)
        {
            Report(_position + 1, AuditBreakKind.Deleted, Missing(_position + 1, row.Position - 1));
        }
    }

    /// <summary>Entries, named.</summary>
    internal static string Missing(long first, long last) => first == last ? $"entry {first} is missing" : $"entries {first} to {last} are missing";

    private static string Entries(long first, long last) => first == last ? $"entry {first} was" : $"entries {first} to {last}, or some of them, were";

    private bool CheckRow(AuditRow row)
    {
        if (TryRest(row) is not { } rest)
        {
            Report(row.Position, AuditBreakKind.Edited, $"entry {row.Position} cannot be read in form {row.Form}");
            return false;
        }

        var whole = AuditForm.Hash(row.PreviousHash, row.Position, rest).AsSpan().SequenceEqual(row.Hash);
        if (!whole)
        {
            _lastBreak = row.Position;
        }

        if (!whole && _broken.Count < AuditVerdict.BreaksMax)
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
        _lastBreak = Math.Max(_lastBreak, position);
        if (_breaks.Count < AuditVerdict.BreaksMax)
        {
            _breaks.Add(new AuditBreak(chain, position, kind, $"Chain {chain}: {message}."));
        }
    }
}
