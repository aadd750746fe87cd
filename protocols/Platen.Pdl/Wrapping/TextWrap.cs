using System.Text;

namespace Platen.Pdl.Wrapping;

/// <summary>
/// Plain text on A4 pages of 80 columns and 66 lines, in the Courier that every PDF interpreter has. UTF-8, or else Windows-1252; form feeds begin pages, tabs stand every eight columns, longer lines go on in the next. A text with characters that
/// the font has not is refused: nobody would know what is missing on paper.
/// </summary>
internal sealed class TextWrap(SourceBytes source, PdfFile pdf, WrapLimits limits)
{
    private const int Columns = 80;
    private const int Lines = 66;
    private const int TabColumns = 8;
    private const double Width = 595.276;
    private const double Height = 841.89;

    private readonly StringBuilder _page = new();
    private readonly StringBuilder _line = new();
    private string _font = "";
    private int _lines;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await source.FillAsync(limits.TextBytes + 1, cancellationToken))
        {
            throw new FormatException(PdfFile.Text($"the text has more than {limits.TextBytes} bytes"));
        }

        var text = Decode(source.Window);
        pdf.Begin();
        _font = PdfFile.Text($"/Font << /F {pdf.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")} 0 R >>");
        foreach (var letter in text)
        {
            Take(letter);
            await pdf.FlushAsync(cancellationToken);
        }

        EndPage(isLast: true);
        return await pdf.CompleteAsync(cancellationToken);
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return Encoding.Latin1.GetString(western.GetBytes(text.TrimStart('\ufeff')));
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
        catch (EncoderFallbackException fault)
        {
            throw new FormatException("the text has characters beyond those of Western Europe, for which there is no font", fault);
        }
    }

    // each letter is one byte of Windows-1252
    private void Take(char letter)
    {
        switch (letter)
        {
            case '\n':
                EndLine();
                break;
            case '\f':
                EndPage(isLast: false);
                break;
            case '\t':
                var next = ((_line.Length / TabColumns) + 1) * TabColumns;
                _line.Append(' ', Math.Min(next, Columns) - _line.Length);
                break;
            case >= ' ' and not '\u007f':
                if (_line.Length == Columns)
                {
                    EndLine();
                }

                _line.Append(letter);
                break;
        }
    }

    private void EndLine()
    {
        if (_lines == Lines)
        {
            WritePage();
        }

        _page.Append('(').Append(_line.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)")).Append(") '\n");
        _line.Clear();
        _lines++;
    }

    private void EndPage(bool isLast)
    {
        if (_line.Length > 0)
        {
            EndLine();
        }

        if (_lines > 0 || !isLast || pdf.Pages == 0)
        {
            WritePage();
        }
    }

    private void WritePage()
    {
        pdf.AddPage(Width, Height, _font, $"BT /F 10 Tf 12 TL 36 806 Td\n{_page}ET");
        _page.Clear();
        _lines = 0;
    }
}
