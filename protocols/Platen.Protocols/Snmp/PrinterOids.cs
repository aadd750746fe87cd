namespace Platen.Protocols.Snmp;

/// <summary>Objects that tell a printer's identity, state and counters. A column needs its index appended: nearly every printer is device 1, marker 1.</summary>
public static class PrinterOids
{
    /// <summary>System (RFC 3418): sysDescr, an instance.</summary>
    public static readonly SnmpOid SysDescr = SnmpOid.Parse("1.3.6.1.2.1.1.1.0");

    /// <summary>System (RFC 3418): sysObjectID, an instance.</summary>
    public static readonly SnmpOid SysObjectId = SnmpOid.Parse("1.3.6.1.2.1.1.2.0");

    /// <summary>System (RFC 3418): sysUpTime, an instance.</summary>
    public static readonly SnmpOid SysUpTime = SnmpOid.Parse("1.3.6.1.2.1.1.3.0");

    /// <summary>System (RFC 3418): sysContact, an instance.</summary>
    public static readonly SnmpOid SysContact = SnmpOid.Parse("1.3.6.1.2.1.1.4.0");

    /// <summary>System (RFC 3418): sysName, an instance.</summary>
    public static readonly SnmpOid SysName = SnmpOid.Parse("1.3.6.1.2.1.1.5.0");

    /// <summary>System (RFC 3418): sysLocation, an instance.</summary>
    public static readonly SnmpOid SysLocation = SnmpOid.Parse("1.3.6.1.2.1.1.6.0");

    /// <summary>Host Resources (RFC 2790): hrDeviceType, a column by hrDeviceIndex.</summary>
    public static readonly SnmpOid HrDeviceType = SnmpOid.Parse("1.3.6.1.2.1.25.3.2.1.2");

    /// <summary>Host Resources (RFC 2790): hrDeviceDescr, a column by hrDeviceIndex: the model.</summary>
    public static readonly SnmpOid HrDeviceDescr = SnmpOid.Parse("1.3.6.1.2.1.25.3.2.1.3");

    /// <summary>Host Resources (RFC 2790): hrDeviceStatus, a column by hrDeviceIndex: 2 running, 3 warning, 5 down.</summary>
    public static readonly SnmpOid HrDeviceStatus = SnmpOid.Parse("1.3.6.1.2.1.25.3.2.1.5");

    /// <summary>Host Resources (RFC 2790): hrPrinterStatus, a column by hrDeviceIndex.</summary>
    public static readonly SnmpOid HrPrinterStatus = SnmpOid.Parse("1.3.6.1.2.1.25.3.5.1.1");

    /// <summary>Host Resources (RFC 2790): hrPrinterDetectedErrorState, a column by hrDeviceIndex.</summary>
    public static readonly SnmpOid HrPrinterDetectedErrorState = SnmpOid.Parse("1.3.6.1.2.1.25.3.5.1.2");

    /// <summary>Printer (RFC 3805): prtGeneralPrinterName, a column by hrDeviceIndex.</summary>
    public static readonly SnmpOid PrtGeneralPrinterName = SnmpOid.Parse("1.3.6.1.2.1.43.5.1.1.16");

    /// <summary>Printer (RFC 3805): prtGeneralSerialNumber, a column by hrDeviceIndex.</summary>
    public static readonly SnmpOid PrtGeneralSerialNumber = SnmpOid.Parse("1.3.6.1.2.1.43.5.1.1.17");

    /// <summary>Printer (RFC 3805): prtInputName, a column by device and tray.</summary>
    public static readonly SnmpOid PrtInputName = SnmpOid.Parse("1.3.6.1.2.1.43.8.2.1.13");

    /// <summary>Printer (RFC 3805): prtInputMaxCapacity, a column by device and tray.</summary>
    public static readonly SnmpOid PrtInputMaxCapacity = SnmpOid.Parse("1.3.6.1.2.1.43.8.2.1.9");

    /// <summary>Printer (RFC 3805): prtInputCurrentLevel, a column by device and tray.</summary>
    public static readonly SnmpOid PrtInputCurrentLevel = SnmpOid.Parse("1.3.6.1.2.1.43.8.2.1.10");

    /// <summary>Printer (RFC 3805): prtMarkerCounterUnit, a column by device and marker: 7 impressions, 8 sheets.</summary>
    public static readonly SnmpOid PrtMarkerCounterUnit = SnmpOid.Parse("1.3.6.1.2.1.43.10.2.1.3");

    /// <summary>Printer (RFC 3805): prtMarkerLifeCount, a column by device and marker: all pages ever.</summary>
    public static readonly SnmpOid PrtMarkerLifeCount = SnmpOid.Parse("1.3.6.1.2.1.43.10.2.1.4");

    /// <summary>Printer (RFC 3805): prtMarkerStatus, a column by device and marker.</summary>
    public static readonly SnmpOid PrtMarkerStatus = SnmpOid.Parse("1.3.6.1.2.1.43.10.2.1.15");

    /// <summary>Printer (RFC 3805): prtMarkerSuppliesDescription, a column by device and supply.</summary>
    public static readonly SnmpOid PrtMarkerSuppliesDescription = SnmpOid.Parse("1.3.6.1.2.1.43.11.1.1.6");

    /// <summary>Printer (RFC 3805): prtMarkerSuppliesMaxCapacity, a column by device and supply.</summary>
    public static readonly SnmpOid PrtMarkerSuppliesMaxCapacity = SnmpOid.Parse("1.3.6.1.2.1.43.11.1.1.8");

    /// <summary>Printer (RFC 3805): prtMarkerSuppliesLevel, a column by device and supply.</summary>
    public static readonly SnmpOid PrtMarkerSuppliesLevel = SnmpOid.Parse("1.3.6.1.2.1.43.11.1.1.9");

    /// <summary>Printer (RFC 3805): prtConsoleDisplayBufferText, a column by device and line.</summary>
    public static readonly SnmpOid PrtConsoleDisplayBufferText = SnmpOid.Parse("1.3.6.1.2.1.43.16.5.1.2");

    /// <summary>Printer (RFC 3805): prtAlertTable.</summary>
    public static readonly SnmpOid PrtAlertTable = SnmpOid.Parse("1.3.6.1.2.1.43.18.1");

    /// <summary>Printer (RFC 3805): prtAlertSeverityLevel, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertSeverityLevel = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.2");

    /// <summary>Printer (RFC 3805): prtAlertTrainingLevel, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertTrainingLevel = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.3");

    /// <summary>Printer (RFC 3805): prtAlertGroup, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertGroup = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.4");

    /// <summary>Printer (RFC 3805): prtAlertGroupIndex, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertGroupIndex = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.5");

    /// <summary>Printer (RFC 3805): prtAlertLocation, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertLocation = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.6");

    /// <summary>Printer (RFC 3805): prtAlertCode, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertCode = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.7");

    /// <summary>Printer (RFC 3805): prtAlertDescription, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertDescription = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.8");

    /// <summary>Printer (RFC 3805): prtAlertTime, a column by device and alert.</summary>
    public static readonly SnmpOid PrtAlertTime = SnmpOid.Parse("1.3.6.1.2.1.43.18.1.1.9");
}
