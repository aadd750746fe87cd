using System.Buffers.Text;
using System.Text;

namespace Platen.Benchmarks.Load;

/// <summary>Reads HTTP/1.1 answers from one connection, without allocating: status line, Content-Length or chunks, body. Interim answers (1xx) are skipped.</summary>
internal sealed class HttpReplyReader(Stream stream)
{
    private const int BufferBytes = 1024 * 1024;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly byte[] _body = new byte[BufferBytes];
    private int _start;
    private int _end;
    private int _bodyBytes;

    /// <summary>The last answer's body.</summary>
    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyBytes);

    /// <summary>Reads one answer and returns its status.</summary>
    public int Read()
    {
        while (true)
        {
            var line = Line();
            if (!line.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(line[9..], out int status, out _))
            {
                throw new LoadException($"no HTTP answer: {Encoding.ASCII.GetString(line)}");
            }

            ReadBody();
            if (status >= 200)
            {
                return status;
            }
        }
    }

    private void ReadBody()
    {
        var (length, chunked) = (0, false);
        for (var line = Line(); !line.IsEmpty; line = Line())
        {
            if (Ascii.EqualsIgnoreCase(line[..Math.Min(15, line.Length)], "Content-Length:"u8))
            {
                length = Utf8Parser.TryParse(line[15..].TrimStart((byte)' '), out int value, out _) ? value : throw new LoadException("the answer's Content-Length is no number");
            }
            else if (Ascii.EqualsIgnoreCase(line, "Transfer-Encoding: chunked"u8))
            {
                chunked = true;
            }
        }

        _bodyBytes = 0;
        if (!chunked)
        {
            Take(length);
            return;
        }

        while (Utf8Parser.TryParse(Line(), out int size, out _, 'x') && size > 0)
        {
            Take(size);
            Line();
        }

        Line();
    }

    private void Take(int count)
    {
        while (count > 0)
        {
            if (_start == _end)
            {
                Fill();
            }

            var part = Math.Min(count, _end - _start);
            _buffer.AsSpan(_start, part).CopyTo(_body.AsSpan(_bodyBytes));
            (_start, _bodyBytes, count) = (_start + part, _bodyBytes + part, count - part);
        }
    }

    private ReadOnlySpan<byte> Line()
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = _buffer.AsSpan(_start, at);
                _start += at + 1;
                return line.EndsWith("\r"u8) ? line[..^1] : line;
            }

            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count > 0 ? count : throw new LoadException("the server closed the connection");
    }
}
