using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// Looks through a document on its way in for PJL that changes the device, and leaves it out; every other octet passes as it came. It also tells what PJL claims about the sender, and whether
/// PostScript reaches beyond its job. Push the document's octets in any slices; what passes comes back in order. Memory is bounded by one command line.
/// A UEL inside counted data of PCL, PCL XL, PWG raster and URF is data (<see cref="IDataWatch"/>); inside any other language it ends that language, as devices do.
/// Deliberately stricter than the PJL Technical Reference: a carriage return alone ends a command too, <c>@pjl</c> in any case begins one, and blank lines do not leave PJL.
/// Not safe for use by many threads.
/// </summary>
public sealed class PjlGuard
{
    private const byte Escape = 0x1B;
    private readonly PjlGuardOptions _options;
    private readonly GuardedOutput _output = new();
    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly PostScriptWatch _postScript = new();
    private State _state = State.LineStart;
    private IDataWatch _watch = new PlainWatch();
    private bool _isPostScript;
    private string? _language;
    private int _uel;
    private bool _hasCarriageReturn;
    private long _rest;
    private PjlClaims _claims = new();
    private ImmutableArray<string> _commands = [];
    private long _commandCount;

    /// <summary>Begins a document.</summary>
    public PjlGuard(PjlGuardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    private enum State
    {
        /// <summary>In PJL, between commands.</summary>
        LineStart,

        /// <summary>In what is, or may become, a command or a UEL: held until it is known which.</summary>
        Line,

        /// <summary>The first octets of a document: held until its language is known.</summary>
        Signature,

        /// <summary>In a document.</summary>
        Data,

        /// <summary>In the data of a command, of known length.</summary>
        CommandData,

        /// <summary>In the data of a command, up to the next UEL.</summary>
        CommandDataToUel,

        /// <summary>In the rest of a line that is too long.</summary>
        LineRest,
    }

    /// <summary>What was seen so far.</summary>
    public PjlGuardReport Report => new()
    {
        Claims = _claims, Commands = _commands, CommandCount = _commandCount, BytesRemoved = _output.BytesRemoved, Operators = _postScript.Found,
    };

    /// <summary>Takes the document's next octets.</summary>
    /// <returns>What passes, in order; valid until the next call, and as long as <paramref name="octets"/> is.</returns>
    public IReadOnlyList<ReadOnlyMemory<byte>> Filter(ReadOnlyMemory<byte> octets)
    {
        _output.Clear();
        Run(octets);
        return _output.Passed;
    }

    /// <summary>The document is whole.</summary>
    /// <returns>What passes of the octets that were held.</returns>
    public IReadOnlyList<ReadOnlyMemory<byte>> Complete()
    {
        _output.Clear();
        switch (_state)
        {
            case State.Line when PjlSyntax.IsCommand(_held.WrittenSpan):
                EndLine(_held.WrittenCount);
                break;
            case State.Line or State.Signature:
                BeginData(isWhole: true);
                break;
            case State.CommandDataToUel or State.LineRest:
                _output.Give(PjlSyntax.Uel[.._uel].ToArray());
                break;
        }

        if (_isPostScript)
        {
            _postScript.End();
        }

        return _output.Passed;
    }

    private void Run(ReadOnlyMemory<byte> block)
    {
        var i = 0;
        while (i < block.Length)
        {
            i += _state switch
            {
                State.LineStart => TakeLineStart(block[i..]),
                State.Line => TakeLine(block.Span[i]),
                State.Signature => TakeSignature(block[i..]),
                State.Data => TakeData(block[i..]),
                State.CommandData => TakeCommandData(block[i..]),
                _ => TakeToEnd(block[i..]),
            };
        }
    }

    private int TakeLineStart(ReadOnlyMemory<byte> block)
    {
        if (TakeLineFeed(block) is > 0 and var taken)
        {
            return taken;
        }

        var blanks = block.Span.IndexOfAnyExcept("\r\n\t \0"u8);
        if (blanks != 0)
        {
            blanks = blanks < 0 ? block.Length : blanks;
            _output.Pass(block[..blanks]);
            return blanks;
        }

        (_state, _uel) = (State.Line, 0);
        return 0;
    }

    // the line feed behind a carriage return that ended a command shares that command's fate
    private int TakeLineFeed(ReadOnlyMemory<byte> block)
    {
        if (!_hasCarriageReturn)
        {
            return 0;
        }

        _hasCarriageReturn = false;
        if (block.Span[0] != '\n')
        {
            return 0;
        }

        _output.Give(block[..1]);
        return 1;
    }

    private int TakeLine(byte octet)
    {
        Hold(octet);
        var line = _held.WrittenSpan;
        _uel = octet == PjlSyntax.Uel[_uel] ? _uel + 1 : octet == Escape ? 1 : 0;
        if (_uel == PjlSyntax.Uel.Length)
        {
            EndLineAtUel(line.Length - _uel);
        }
        else if (!PjlSyntax.IsBegin(line))
        {
            BeginData(isWhole: false);
        }
        else if (octet is (byte)'\n' or (byte)'\r')
        {
            _hasCarriageReturn = octet == '\r';
            EndLine(line.Length);
        }
        else if (line.Length == _options.LineBytesMax)
        {
            Found(string.Create(CultureInfo.InvariantCulture, $"a command line of more than {_options.LineBytesMax} octets"));
            GiveHeld(line.Length);
            (_state, _uel) = (State.LineRest, 0);
        }

        return 1;
    }

    private void EndLineAtUel(int length)
    {
        if (length > 0)
        {
            EndLine(length);
        }

        _output.Pass(PjlSyntax.Uel.ToArray());
        _held.ResetWrittenCount();
        (_state, _uel, _language, _hasCarriageReturn) = (State.LineStart, 0, null, false);
    }

    private void EndLine(int length)
    {
        var command = PjlLineParser.Parse(Printable(_held.WrittenSpan[PjlSyntax.Prefix.Length..length]));
        var verdict = PjlJudge.Judge(command, _options.AllowsDisplayTexts);
        _output.IsKept = true;
        _state = State.LineStart;
        if (verdict.IsHarmless)
        {
            _claims = _claims.With(command);
        }
        else
        {
            Found(verdict.Word);
        }

        GiveHeld(length);
        (_state, _rest, _uel) = verdict.DataBytes switch
        {
            PjlVerdict.UntilUel => (State.CommandDataToUel, 0L, 0),
            > 0 => (State.CommandData, verdict.DataBytes, 0),
            _ => (command.Name == "ENTER" ? State.Signature : State.LineStart, 0L, 0),
        };
        _language = command.Name == "ENTER" ? command.Find("LANGUAGE")?.Trim().ToUpperInvariant() : null;
    }

    private int TakeSignature(ReadOnlyMemory<byte> block)
    {
        if (_held.WrittenCount == 0 && TakeLineFeed(block) is > 0 and var taken)
        {
            return taken;
        }

        if (_held.WrittenCount < DataWatches.SignatureBytes && DataWatches.Choose(_language, _held.WrittenSpan, isWhole: false) is null)
        {
            Hold(block.Span[0]);
            return 1;
        }

        BeginData(isWhole: false);
        return 0;
    }

    // what is held is data: it goes through the machine again, now that the language is known
    private void BeginData(bool isWhole)
    {
        if (DataWatches.Choose(_language, _held.WrittenSpan, isWhole) is not var (watch, isPostScript))
        {
            _state = State.Signature;
            return;
        }

        _watch = watch;
        (_isPostScript, _state, _uel) = (isPostScript, State.Data, 0);
        var held = _held.WrittenSpan.ToArray();
        _held.ResetWrittenCount();
        Run(held);
        if (isWhole && _state is State.Line or State.Signature && _held.WrittenCount > 0)
        {
            // what follows a UEL within the signature, and is no command
            _output.Pass(_held.WrittenSpan.ToArray());
            _held.ResetWrittenCount();
        }
    }

    private int TakeData(ReadOnlyMemory<byte> block)
    {
        var data = block.Span;
        var i = 0;
        while (i < data.Length && _uel < PjlSyntax.Uel.Length)
        {
            if (_uel > 0 && data[i] != PjlSyntax.Uel[_uel])
            {
                _uel = 0;
            }

            var skipped = _uel > 0 ? 0 : _watch.Skip(data[i..]);
            if (skipped > 0)
            {
                i += skipped;
                continue;
            }

            _uel = data[i] == PjlSyntax.Uel[_uel] ? _uel + 1 : 0;
            _watch.Take(data[i++]);
        }

        _output.Pass(block[..i]);
        if (_isPostScript)
        {
            _postScript.Look(data[..i]);
        }

        if (_uel == PjlSyntax.Uel.Length)
        {
            LeaveData();
        }

        return i;
    }

    private void LeaveData()
    {
        if (_isPostScript)
        {
            _postScript.End();
        }

        (_state, _uel, _language, _isPostScript, _hasCarriageReturn) = (State.LineStart, 0, null, false, false);
    }

    private int TakeCommandData(ReadOnlyMemory<byte> block)
    {
        if (TakeLineFeed(block) is > 0 and var taken)
        {
            return taken;
        }

        var count = (int)Math.Min(_rest, block.Length);
        _rest -= count;
        _output.Give(block[..count]);
        _state = _rest == 0 ? State.LineStart : _state;
        return count;
    }

    // up to a UEL, which always passes; the rest of a line ends with the line too
    private int TakeToEnd(ReadOnlyMemory<byte> block)
    {
        var data = block.Span;
        var held = _uel;
        for (var i = 0; i < data.Length; i++)
        {
            _uel = data[i] == PjlSyntax.Uel[_uel] ? _uel + 1 : data[i] == Escape ? 1 : 0;
            if (_uel == PjlSyntax.Uel.Length)
            {
                _output.GiveBefore(held, block, i + 1 - _uel);
                _output.Pass(PjlSyntax.Uel.ToArray());
                (_state, _uel, _language, _hasCarriageReturn) = (State.LineStart, 0, null, false);
                return i + 1;
            }

            if (_state == State.LineRest && data[i] is (byte)'\n' or (byte)'\r' && _uel == 0)
            {
                _output.GiveBefore(held, block, i + 1);
                (_state, _hasCarriageReturn) = (State.LineStart, data[i] == '\r');
                return i + 1;
            }
        }

        _output.GiveBefore(held, block, data.Length - _uel);
        return data.Length;
    }

    private void Found(string word)
    {
        _output.IsKept = !_options.RemovesCommands;
        _commandCount++;
        if (_commands.Length < PjlGuardReport.WordsMax && !_commands.Contains(word, StringComparer.Ordinal))
        {
            _commands = _commands.Add(word);
        }
    }

    private void GiveHeld(int length)
    {
        _output.Give(_held.WrittenSpan[..length].ToArray());
        _held.ResetWrittenCount();
    }

    private void Hold(byte octet)
    {
        _held.GetSpan(1)[0] = octet;
        _held.Advance(1);
    }

    // devices pass over control characters within a command; so must its judge
    private static byte[] Printable(ReadOnlySpan<byte> line)
    {
        var text = line.ToArray();
        foreach (ref var octet in text.AsSpan())
        {
            octet = octet < 0x20 ? (byte)' ' : octet;
        }

        return text;
    }
}
