namespace Platen.Protocols.Snmp;

/// <summary>The octets of hrPrinterDetectedErrorState. Devices send none, one or two, and more in the wild.</summary>
public static class PrinterErrorStates
{
    private const int BitsKnown = 15;

    /// <summary>Conditions under which a device takes no job: a job should stay held.</summary>
    public const PrinterErrorState Stopping =
        PrinterErrorState.NoPaper | PrinterErrorState.NoToner | PrinterErrorState.DoorOpen | PrinterErrorState.Jammed | PrinterErrorState.Offline |
        PrinterErrorState.MarkerSupplyMissing | PrinterErrorState.OutputFull;

    /// <summary>The bits of the octets; bits that RFC 3805 does not name are left out.</summary>
    public static PrinterErrorState Decode(ReadOnlySpan<byte> octets)
    {
        var state = PrinterErrorState.None;
        for (var bit = 0; bit < BitsKnown && bit / 8 < octets.Length; bit++)
        {
            if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                state |= (PrinterErrorState)(1 << bit);
            }
        }

        return state;
    }

    /// <summary>The two octets of a state.</summary>
    public static byte[] Encode(PrinterErrorState state)
    {
        var octets = new byte[2];
        for (var bit = 0; bit < BitsKnown; bit++)
        {
            if (state.HasFlag((PrinterErrorState)(1 << bit)))
            {
                octets[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }
        }

        return octets;
    }
}
