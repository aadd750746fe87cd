using System.Buffers;
using System.Text;
using Platen.Protocols.Lpd;

namespace Platen.Protocols.Tests.Lpd;

/// <summary>Runs octets through a session that accepts everything, and keeps what it told, one line an event; data are joined.</summary>
internal sealed class LpdTranscript
{
    private readonly StringBuilder _text = new();
    private readonly ArrayBufferWriter<byte> _data = new();

    internal static string Of(byte[] octets, int segment = int.MaxValue, LpdLimits? limits = null)
    {
        var transcript = new LpdTranscript();
        var session = new LpdServerSession(limits ?? LpdLimits.Default);
        var input = Segments.OfSize(octets, segment);
        while (transcript.Take(session.Advance(input, out var consumed, out _), session))
        {
            input = input.Slice(consumed);
        }

        transcript.Take(session.End(), session);
        return transcript._text.ToString();
    }

    /// <summary>The same, each octet arriving alone.</summary>
    internal static string OctetByOctet(byte[] octets)
    {
        var transcript = new LpdTranscript();
        var session = new LpdServerSession(LpdLimits.Default);
        var start = 0;
        for (var end = 0; end <= octets.Length; end++)
        {
            var input = new ReadOnlySequence<byte>(octets, start, end - start);
            while (transcript.Take(session.Advance(input, out var consumed, out _), session))
            {
                start += (int)input.Slice(0, consumed).Length;
                input = input.Slice(consumed);
            }
        }

        transcript.Take(session.End(), session);
        return transcript._text.ToString();
    }

    private bool Take(LpdStep step, LpdServerSession session)
    {
        switch (step.Kind)
        {
            case LpdStepKind.NeedMore:
                return false;
            case LpdStepKind.FileData:
                _data.Write(step.Data.ToArray());
                return true;
            case LpdStepKind.FileCompleted:
                _text.AppendLine($"completed {step.File!.Name} {Encoding.Latin1.GetString(_data.WrittenSpan).Replace("\n", "~", StringComparison.Ordinal)}");
                _data.ResetWrittenCount();
                return true;
            case LpdStepKind.Command:
                _text.AppendLine($"{step.Command!.Code} {step.Command.Queue} {step.Command.Agent} {string.Join(',', step.Command.Operands)}");
                if (step.Command.Code == LpdCommandCode.ReceiveJob)
                {
                    session.Accept();
                }

                return true;
            case LpdStepKind.FileOffered:
                _text.AppendLine($"offered {step.File}");
                session.Accept();
                return true;
            default:
                _text.AppendLine(step.Kind.ToString());
                return step.Kind == LpdStepKind.JobAborted;
        }
    }
}
