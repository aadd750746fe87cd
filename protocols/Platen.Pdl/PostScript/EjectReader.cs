using Platen.Pdl.Inspection;

namespace Platen.Pdl.PostScript;

/// <summary>
/// Reads what ejects pages: <c>showpage</c>, <c>copypage</c>, and the names that the prolog has for them. Each place is judged by the bytes before it and a few behind it.
/// </summary>
internal sealed class EjectReader(DscReader dsc)
{
    /// <summary>Bytes before an operator that are wanted.</summary>
    public const int LookBehind = 2048;

    // what judges whether an operator is executed
    private const int ContextBytes = 512;

    // looking behind an operator costs up to a microsecond; a document of nothing else must not hold up intake
    private const int OperatorsMax = 1_000_000;
    // pages of a document that are told apart by their objects
    private const int ObjectsMax = 65_536;
    private readonly HashSet<int> objects = [];
    private int operators;
    private int inThisPage;
    private bool isObjectWriter;

    public EjectorNames Names { get; } = new();

    public PageOperators Shows { get; } = new();

    /// <summary>True when there were more operators than are judged.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Ends the page being read.</summary>
    public void EndPage()
    {
        Shows.MostInOnePage = Math.Max(Shows.MostInOnePage, inThisPage);
        inThisPage = 0;
    }

    /// <summary>Takes the word <c>page</c> between what stands before and behind it: it may be the end of an operator, or of its name.</summary>
    public void AcceptPage(ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        if (!MayJudge())
        {
            return;
        }

        if (before.EndsWith("set"u8) && behind.StartsWith("device"u8))
        {
            if (dsc.Depth == 0 && OperatorContexts.Of(Last(before[..^3])) == OperatorContext.Executed)
            {
                PageDevice.Read(before, dsc);
            }

            return;
        }

        var isShow = before.EndsWith("show"u8);
        if ((!isShow && !before.EndsWith("copy"u8)) || !behind.IsEmpty && !Ascii.EndsToken(behind[0]))
        {
            return;
        }

        before = before[..^4];
        if (isShow && before is [.., (byte)'/'])
        {
            AcceptLiteralName(before[..^1], behind);
        }
        else if (before.IsEmpty || Ascii.EndsToken(before[^1]))
        {
            Count(isShow, OperatorContexts.Of(Last(before)), before, behind);
        }
    }

    /// <summary>Takes a name that was learned; it counts where it stands as a token of its own.</summary>
    public void AcceptName(ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        if (!before.IsEmpty && !Ascii.EndsToken(before[^1]) || !behind.IsEmpty && !Ascii.EndsToken(behind[0]) || !MayJudge())
        {
            return;
        }

        var isObject = isObjectWriter && before.EndsWith("/Type/"u8);
        Shows.IsHidden |= isObject && dsc.Depth == 0 && !IsNewObject(Last(before));
        var context = isObject ? OperatorContext.Executed : OperatorContexts.Of(Last(before));
        if (context == OperatorContext.Inert || dsc.Depth > 0)
        {
            return;
        }

        if (dsc.Section == DscSection.Page)
        {
            Shows.ByName += context == OperatorContext.Executed ? 1 : 0;
            CountEject(context);
        }
        else if (context == OperatorContext.InProcedure)
        {
            Learn(before);
        }
    }

    /// <summary>Ghostscript's ps2write writes pages as objects, which its prolog draws when they are complete: each <c>/Type/Page</c> ejects one.</summary>
    public void LearnWriter()
    {
        if (dsc.PageComments == 1 && dsc.Creator?.Contains("ps2write", StringComparison.Ordinal) == true)
        {
            isObjectWriter = Names.TryLearnAlias("/Page"u8);
        }
    }

    /// <summary>An object that is defined a second time (where a filter repeats pages for collated copies) is not drawn as it was the first time.</summary>
    private bool IsNewObject(ReadOnlySpan<byte> before)
    {
        before = before[..Math.Max(0, before.LastIndexOf(" 0 obj"u8))];
        var digits = before[(before.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1)..];
        return Ascii.TryReadInt(digits, out var number) && objects.Count < ObjectsMax && objects.Add(number);
    }

    private bool MayJudge()
    {
        operators = Math.Min(operators + 1, OperatorsMax + 1);
        Overflowed |= operators > OperatorsMax;
        return !Overflowed;
    }

    private static ReadOnlySpan<byte> Last(ReadOnlySpan<byte> before) => before.Length > ContextBytes ? before[^ContextBytes..] : before;

    /// <summary>
    /// <c>/showpage</c>: an alias is taken (<c>/eject /showpage load def</c>), or a new meaning is given: nothing, as for included pictures, or something that may eject any number of pages.
    /// </summary>
    private void AcceptLiteralName(ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        var context = OperatorContexts.Of(Last(before));
        if (context == OperatorContext.Inert || dsc.Depth > 0)
        {
            return;
        }

        behind = behind.TrimStart("\0\t\n\f\r "u8);
        if (behind.StartsWith("load"u8) || behind.StartsWith("get"u8))
        {
            if (!Names.TryLearnAlias(before))
            {
                Count(isShow: true, context, before, default);
            }

            return;
        }

        if (behind.StartsWith("known"u8) || behind.StartsWith("where"u8))
        {
            return;
        }

        if (behind is [(byte)'/', ..] && Names.StartsWithOne(behind[1..]))
        {
            // the alias is put back
            Shows.IsNeutral = false;
            return;
        }

        var isNothing = behind is [(byte)'{', ..] && behind[1..].TrimStart("\0\t\n\f\r "u8) is [(byte)'}', ..];
        Shows.IsRedefined |= isNothing;
        Shows.IsNeutral |= isNothing && context == OperatorContext.Executed && dsc.Section < DscSection.Page;
        Shows.IsReplaced |= !isNothing && dsc.Section != DscSection.Trailer;
    }

    private void Learn(ReadOnlySpan<byte> before) => Shows.IsHidden |= !Names.TryLearnProcedure(before) || Names.Overflowed;

    private void Count(bool isShow, OperatorContext context, ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        if (context == OperatorContext.Inert || dsc.Depth > 0)
        {
            Shows.InIncluded += isShow && context == OperatorContext.Executed ? 1 : 0;
            Shows.IsHidden |= isShow && dsc.Depth == 0 && behind is [(byte)')', ..] && MakesName(behind[1..]);
            return;
        }

        if (!isShow)
        {
            Shows.CopyPage += dsc.Section == DscSection.Page || context == OperatorContext.Executed ? 1 : 0;
        }
        else if (dsc.Section < DscSection.Page && context == OperatorContext.InProcedure)
        {
            // where the job ends behind the operator, nothing of what is counted is printed
            if (!behind.TrimStart(" \t\r\n"u8).StartsWith("quit"u8))
            {
                Learn(before);
            }
        }
        else if (!Shows.IsNeutral)
        {
            CountEject(context);
        }
    }

    /// <summary>True when the string that ends here is made into something executable.</summary>
    private static bool MakesName(ReadOnlySpan<byte> behind)
    {
        behind = behind.TrimStart("\0\t\n\f\r "u8);
        return behind.StartsWith("cvx"u8) || behind.StartsWith("cvn"u8) || behind.StartsWith("token"u8);
    }

    private void CountEject(OperatorContext context)
    {
        var inPage = dsc.Section == DscSection.Page;
        if (context == OperatorContext.InProcedure)
        {
            Shows.InPageProcedures += inPage ? 1 : 0;
        }
        else if (inPage)
        {
            Shows.InPages++;
            inThisPage++;
        }
        else
        {
            Shows.OutsidePages++;
        }
    }
}
