using System.Buffers;

namespace Platen.Protocols.Lpd;

/// <summary>
/// The server's side of one LPD connection (RFC 1179) as a state machine: octets in, steps out; the host does the I/O and owns the answers.
/// Deliberate deviations from the RFC, all for clients that exist:
/// a size of 0 or <see cref="UnknownSizeOfWindows"/> for a data file means "until the connection ends", and then no octet is taken for a terminator;
/// a file of known size that is all there counts as complete if the connection ends without the zero octet;
/// control and data files come in either order.
/// Not safe for use by many threads.
/// </summary>
public sealed class LpdServerSession
{
    /// <summary>Positive answer.</summary>
    public const byte Acknowledgement = 0;

    /// <summary>Negative answer.</summary>
    public const byte Refusal = 1;

    /// <summary>What Windows' port monitor announces when "LPR byte counting" is off.</summary>
    public const long UnknownSizeOfWindows = 125_899_906_843_000;

    private readonly LpdLimits _limits;
    private State _state = State.Command;
    private LpdFile? _file;
    private long _received;
    private int _files;

    /// <summary>Begins a session.</summary>
    public LpdServerSession(LpdLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
    }

    private enum State
    {
        Command,
        CommandPending,
        Subcommand,
        FilePending,
        FileBody,
        FileEnd,
        Closed,
    }

    /// <summary>Takes the next step from what was received.</summary>
    /// <param name="input">The octets received and not yet consumed.</param>
    /// <param name="consumed">Up to where they are used up. The data of a step stays valid until then.</param>
    /// <param name="examined">Up to where was looked.</param>
    /// <exception cref="LpdFormatException">The client broke the protocol or a limit; the session is closed.</exception>
    /// <exception cref="InvalidOperationException">A decision (Accept or Refuse) is pending.</exception>
    public LpdStep Advance(in ReadOnlySequence<byte> input, out SequencePosition consumed, out SequencePosition examined)
    {
        consumed = input.Start;
        examined = input.End;
        try
        {
            switch (_state)
            {
                case State.Command or State.Subcommand:
                    return AdvanceLine(input, ref consumed, ref examined);
                case State.FileBody:
                    return AdvanceBody(input, ref consumed, ref examined);
                case State.FileEnd:
                    return AdvanceEnd(input, ref consumed, ref examined);
                case State.Closed:
                    return new LpdStep(LpdStepKind.Ended);
                default:
                    throw new InvalidOperationException("call Accept or Refuse before the next step");
            }
        }
        catch (LpdFormatException)
        {
            _state = State.Closed;
            throw;
        }
    }

    /// <summary>Tells that the client has closed its side after all input was consumed.</summary>
    /// <returns><see cref="LpdStepKind.FileCompleted"/> if that is how the file ends, else <see cref="LpdStepKind.Ended"/>.</returns>
    /// <exception cref="LpdFormatException">The client went away inside a file.</exception>
    public LpdStep End()
    {
        var state = _state;
        _state = State.Closed;
        return state switch
        {
            State.FileEnd => new LpdStep(LpdStepKind.FileCompleted) { File = _file },
            State.FileBody when _file!.Size is null => new LpdStep(LpdStepKind.FileCompleted) { File = _file },
            State.FileBody => throw new LpdFormatException(LpdFormatError.Truncated, $"connection ended after {_received} of {_file.Size} octets"),
            _ => new LpdStep(LpdStepKind.Ended),
        };
    }

    /// <summary>Accepts the pending command or file; the host sends <see cref="Acknowledgement"/>.</summary>
    public void Accept() => Decide(State.Subcommand, State.FileBody);

    /// <summary>Refuses the pending command or file; the host sends <see cref="Refusal"/>. After a refused file the client may offer another.</summary>
    public void Refuse() => Decide(State.Closed, State.Subcommand);

    private void Decide(State afterCommand, State afterFile)
    {
        _state = _state switch
        {
            State.CommandPending => afterCommand,
            State.FilePending => afterFile,
            _ => throw new InvalidOperationException("no command and no file is pending"),
        };
        if (_state == State.FileBody && _file!.Size == 0)
        {
            _state = State.FileEnd;
        }
    }

    private LpdStep AdvanceLine(in ReadOnlySequence<byte> input, ref SequencePosition consumed, ref SequencePosition examined)
    {
        var reader = new SequenceReader<byte>(input);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            if (input.Length >= _limits.CommandBytesMax)
            {
                throw TooLong();
            }

            return default;
        }

        if (line.Length + 1 > _limits.CommandBytesMax)
        {
            throw TooLong();
        }

        consumed = examined = reader.Position;
        var octets = line.ToArray();
        return _state == State.Command ? BeginCommand(octets) : BeginSubcommand(octets);
    }

    private LpdStep BeginCommand(ReadOnlySpan<byte> line)
    {
        var command = LpdLineParser.Command(line, _limits);
        _state = command.Code == LpdCommandCode.ReceiveJob ? State.CommandPending : State.Closed;
        return new LpdStep(LpdStepKind.Command) { Command = command };
    }

    private LpdStep BeginSubcommand(ReadOnlySpan<byte> line)
    {
        if (LpdLineParser.IsAbort(line))
        {
            return new LpdStep(LpdStepKind.JobAborted);
        }

        if (++_files > _limits.FilesMax)
        {
            throw new LpdFormatException(LpdFormatError.TooManyFiles, $"more than {_limits.FilesMax} files on one connection");
        }

        _file = LpdLineParser.File(line, _limits);
        _received = 0;
        _state = State.FilePending;
        return new LpdStep(LpdStepKind.FileOffered) { File = _file };
    }

    private LpdStep AdvanceBody(in ReadOnlySequence<byte> input, ref SequencePosition consumed, ref SequencePosition examined)
    {
        if (input.IsEmpty)
        {
            return default;
        }

        var size = _file!.Size;
        var data = size is { } known && input.Length > known - _received ? input.Slice(0, known - _received) : input;
        _received += data.Length;
        if (_received > _limits.DataFileBytesMax)
        {
            throw new LpdFormatException(LpdFormatError.FileTooLong, $"data file of more than {_limits.DataFileBytesMax} octets");
        }

        if (_received == size)
        {
            _state = State.FileEnd;
        }

        consumed = examined = data.End;
        return new LpdStep(LpdStepKind.FileData) { File = _file, Data = data };
    }

    private LpdStep AdvanceEnd(in ReadOnlySequence<byte> input, ref SequencePosition consumed, ref SequencePosition examined)
    {
        if (input.IsEmpty)
        {
            return default;
        }

        new SequenceReader<byte>(input).TryPeek(out var octet);
        if (octet != 0)
        {
            throw new LpdFormatException(LpdFormatError.BadFileEnd, $"no zero octet after the {_file!.Size} octets that were announced");
        }

        consumed = examined = input.GetPosition(1);
        _state = State.Subcommand;
        return new LpdStep(LpdStepKind.FileCompleted) { File = _file };
    }

    private LpdFormatException TooLong() => new(LpdFormatError.CommandTooLong, $"no line feed within {_limits.CommandBytesMax} octets of a command");
}
