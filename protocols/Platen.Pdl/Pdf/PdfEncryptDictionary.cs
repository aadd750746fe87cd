using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>The encryption dictionary (ISO 32000-2, 7.6.2), taken token by token. Of the crypt filters, the one that <c>/StmF</c> names counts.</summary>
internal sealed class PdfEncryptDictionary
{
    private const int StringBytesMax = 128;
    private const int FiltersMax = 16;
    private readonly List<(string Name, PdfCryptMethod Method)> filters = [];
    private int depth;
    private bool wantsKey = true;
    private string key = "";
    private string filterName = "";
    private string filterKey = "";
    private string streamFilter = "Identity";
    private int version;

    public bool IsStandard { get; private set; }

    public int Revision { get; private set; }

    public int KeyBits { get; private set; } = 40;

    public int Permissions { get; private set; }

    public bool EncryptsMetadata { get; private set; } = true;

    public byte[] Owner { get; private set; } = [];

    public byte[] User { get; private set; } = [];

    public byte[] UserKey { get; private set; } = [];

    /// <summary>How streams are encrypted: RC4 before version 4, else as the crypt filter says.</summary>
    public PdfCryptMethod StreamMethod => version switch
    {
        1 or 2 or 3 => PdfCryptMethod.Rc4,
        4 or 5 when streamFilter == "Identity" => PdfCryptMethod.None,
        4 or 5 => filters.Find(f => f.Name == streamFilter).Method,
        _ => PdfCryptMethod.Unknown,
    };

    public void Accept(in PdfToken token)
    {
        switch (token.Kind)
        {
            case PdfTokenKind.DictOpen or PdfTokenKind.ArrayOpen:
                depth++;
                filterKey = "";
                break;
            case PdfTokenKind.DictClose or PdfTokenKind.ArrayClose:
                depth--;
                wantsKey |= depth == 1;
                break;
            case PdfTokenKind.Name:
                AcceptName(ClaimText.Decode(token.Text, 32) ?? "");
                break;
            case PdfTokenKind.Integer when depth == 1:
                AcceptNumber(token.Number);
                wantsKey = true;
                break;
            case PdfTokenKind.LiteralString or PdfTokenKind.HexString when depth == 1:
                AcceptString(token);
                wantsKey = true;
                break;
            case PdfTokenKind.Keyword when depth == 1:
                EncryptsMetadata &= key != "EncryptMetadata" || !token.IsKeyword("false"u8);
                wantsKey = true;
                break;
            default:
                break;
        }
    }

    private void AcceptName(string name)
    {
        if (depth == 1 && wantsKey)
        {
            (key, wantsKey) = (name, false);
        }
        else if (depth == 1)
        {
            IsStandard |= key == "Filter" && name == "Standard";
            streamFilter = key == "StmF" ? name : streamFilter;
            wantsKey = true;
        }
        else if (depth == 2 && key == "CF")
        {
            filterName = name;
        }
        else if (depth == 3 && key == "CF")
        {
            AcceptFilter(name);
        }
    }

    private void AcceptFilter(string name)
    {
        if (filterKey == "CFM" && filters.Count < FiltersMax)
        {
            filters.Add((filterName, name switch
            {
                "None" => PdfCryptMethod.None,
                "V2" => PdfCryptMethod.Rc4,
                "AESV2" => PdfCryptMethod.Aes128,
                "AESV3" => PdfCryptMethod.Aes256,
                _ => PdfCryptMethod.Unknown,
            }));
        }

        filterKey = filterKey == "CFM" ? "" : name;
    }

    private void AcceptNumber(double value)
    {
        switch (key)
        {
            case "V":
                version = (int)value;
                // crypt filters of version 4 use keys of 128 bits, whatever else is written
                KeyBits = version >= 4 ? 128 : KeyBits;
                break;
            case "R":
                Revision = (int)value;
                break;
            case "Length" when version < 4 && value is >= 40 and <= 128:
                KeyBits = (int)value;
                break;
            case "P":
                // written as a signed or an unsigned number of 32 bits
                Permissions = unchecked((int)(long)Math.Clamp(value, int.MinValue, uint.MaxValue));
                break;
            default:
                break;
        }
    }

    private void AcceptString(in PdfToken token)
    {
        switch (key)
        {
            case "O":
                Owner = PdfText.Bytes(token, StringBytesMax);
                break;
            case "U":
                User = PdfText.Bytes(token, StringBytesMax);
                break;
            case "UE":
                UserKey = PdfText.Bytes(token, StringBytesMax);
                break;
            default:
                break;
        }
    }
}
