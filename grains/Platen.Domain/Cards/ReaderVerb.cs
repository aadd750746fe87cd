namespace Platen.Domain.Cards;

/// <summary>What a step of a reader's rule does.</summary>
internal enum ReaderVerb
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Takes a beginning away, when it is there.</summary>
    StripPrefix = 1,

    /// <summary>Takes an ending away, when it is there.</summary>
    StripSuffix = 2,

    /// <summary>Drops the first characters.</summary>
    Skip = 3,

    /// <summary>Keeps the first characters.</summary>
    Take = 4,

    /// <summary>Takes leading zeros away.</summary>
    StripZeros = 5,

    /// <summary>Fills up with leading zeros.</summary>
    Pad = 6,

    /// <summary>Reads hexadecimal digits as bits, four each.</summary>
    Hex = 7,

    /// <summary>Reads a decimal number as so many bits.</summary>
    Decimal = 8,

    /// <summary>Turns the order of the bytes.</summary>
    ReverseBytes = 9,

    /// <summary>Turns the order of the bits in each byte.</summary>
    ReverseBits = 10,

    /// <summary>Keeps a range of bits, counted from the left.</summary>
    Bits = 11,

    /// <summary>Clears the bits that are 0 in a mask, which is aligned at the right.</summary>
    Mask = 12,

    /// <summary>Writes ranges of bits as decimal numbers of fixed length: facility code and card number.</summary>
    Fields = 13,

    /// <summary>Writes the bits in hexadecimal digits.</summary>
    ToHex = 14,

    /// <summary>Writes the bits as a decimal number.</summary>
    ToDecimal = 15,
}
