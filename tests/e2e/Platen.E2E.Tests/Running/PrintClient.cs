namespace Platen.E2E.Tests.Running;

/// <summary>The programs that workstations print with; none of them is ours.</summary>
public enum PrintClient
{
    /// <summary>CUPS' <c>lp</c>.</summary>
    Lp,

    /// <summary>CUPS' <c>lpr -H</c>.</summary>
    Lpr,

    /// <summary>LPD (RFC 1179).</summary>
    Rlpr,

    /// <summary>IPP Print-Job.</summary>
    IpptoolPrintJob,

    /// <summary>IPP Create-Job and Send-Document.</summary>
    IpptoolCreateJob,

    /// <summary>IPPS Print-Job.</summary>
    IpptoolTls,

    /// <summary>RAW; it names nobody.</summary>
    Nc,
}
