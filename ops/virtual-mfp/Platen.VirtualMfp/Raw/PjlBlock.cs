using System.Buffers;
using System.Globalization;
using Platen.Protocols.Pjl;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Raw;

/// <summary>Walks over the PJL at the start of a job, command by command, and finds where the document begins. Positions count from the start of what was received.</summary>
internal sealed class PjlBlock
{
    private bool _isOpen;
    private bool _isManagement;
    private int _start;

    /// <summary>Up to where all is understood.</summary>
    internal int Position { get; private set; }

    /// <summary>Where the document begins, after <see cref="PjlBlockStep.Document"/>.</summary>
    internal int DocumentStart { get; private set; }

    /// <summary>The command of <see cref="PjlBlockStep.Command"/>.</summary>
    internal PjlCommand? Command { get; private set; }

    /// <summary>NAME of the job, in the wrapper or in the document's own PJL.</summary>
    internal string? JobName { get; private set; }

    internal string? Display { get; private set; }

    /// <summary>NAME of the job if a wrapper gave it.</summary>
    internal string? WrapperName { get; private set; }

    /// <summary>What SET asked for in a wrapper.</summary>
    internal JobFinishing Finishing { get; private set; } = JobFinishing.AsIs;

    internal void Restart()
    {
        Finishing = JobFinishing.AsIs;
        (_isOpen, _isManagement, _start, Position, DocumentStart) = (false, false, 0, 0, 0);
        (Command, JobName, Display, WrapperName) = (null, null, null, null);
    }

    internal PjlBlockStep Advance(ReadOnlySpan<byte> received, bool isLast)
    {
        while (true)
        {
            var rest = received[Position..];
            if (rest.StartsWith(PjlSyntax.Uel))
            {
                if (TakeUel() is { } step)
                {
                    return step;
                }
            }
            else if (rest.StartsWith(PjlSyntax.Prefix))
            {
                return TakeLine(rest, isLast);
            }
            else if (rest.IsEmpty || (!isLast && (PjlSyntax.Uel.StartsWith(rest) || PjlSyntax.Prefix.StartsWith(rest))))
            {
                return PjlBlockStep.NeedMore;
            }
            else
            {
                return Begin(_isOpen && !_isManagement ? _start : Position);
            }
        }
    }

    private PjlBlockStep? TakeUel()
    {
        var closes = _isOpen && _isManagement;
        if (!closes && !_isOpen)
        {
            _start = Position;
            _isOpen = true;
        }

        Position += PjlSyntax.Uel.Length;
        if (!closes)
        {
            return null;
        }

        return JobName is null ? PjlBlockStep.QueryEnd : Begin(Position);
    }

    private PjlBlockStep TakeLine(ReadOnlySpan<byte> rest, bool isLast)
    {
        var end = rest.IndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            return isLast ? Begin(_start) : PjlBlockStep.NeedMore;
        }

        PjlHeaderReader.TryRead(new ReadOnlySequence<byte>(rest[..end].ToArray()), isWhole: true, PjlLimits.Default, out var header, out _, out _);
        Command = header!.Commands[0];
        Position += end;
        _isManagement |= Command.Name is "INFO" or "ECHO" or "USTATUS" or "USTATUSOFF";
        if (Command.Name == "SET")
        {
            Set(Command);
        }

        if (Command.Name == "JOB")
        {
            JobName = Command.Find("NAME");
            Display = Command.Find("DISPLAY");
        }

        return Command.Name == "ENTER" ? Begin(_isManagement ? Position : _start) : PjlBlockStep.Command;
    }

    private void Set(PjlCommand command) => Finishing = command switch
    {
        _ when int.TryParse(command.Find("QTY"), NumberStyles.None, CultureInfo.InvariantCulture, out var copies) && copies > 0 => Finishing with { Copies = copies },
        _ when command.Find("DUPLEX") is { } duplex => Finishing with { Sides = duplex == "ON" ? "two-sided-long-edge" : "one-sided" },
        _ when command.Find("BINDING") is "SHORTEDGE" => Finishing with { Sides = "two-sided-short-edge" },
        _ when command.Find("RENDERMODE") is "GRAYSCALE" => Finishing with { IsMonochrome = true },
        _ => Finishing,
    };

    private PjlBlockStep Begin(int documentStart)
    {
        DocumentStart = documentStart;
        WrapperName = _isManagement ? JobName : null;
        return PjlBlockStep.Document;
    }
}
