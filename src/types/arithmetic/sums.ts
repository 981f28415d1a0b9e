type UpFrom0 = { 0: '0'; 1: '1'; 2: '2'; 3: '3'; 4: '4'; 5: '5'; 6: '6'; 7: '7'; 8: '8'; 9: '9' };
type UpFrom1 = { 0: '1'; 1: '2'; 2: '3'; 3: '4'; 4: '5'; 5: '6'; 6: '7'; 7: '8'; 8: '9'; 9: '0' };
type UpFrom2 = { 0: '2'; 1: '3'; 2: '4'; 3: '5'; 4: '6'; 5: '7'; 6: '8'; 7: '9'; 8: '0'; 9: '1' };
type UpFrom3 = { 0: '3'; 1: '4'; 2: '5'; 3: '6'; 4: '7'; 5: '8'; 6: '9'; 7: '0'; 8: '1'; 9: '2' };
type UpFrom4 = { 0: '4'; 1: '5'; 2: '6'; 3: '7'; 4: '8'; 5: '9'; 6: '0'; 7: '1'; 8: '2'; 9: '3' };
type UpFrom5 = { 0: '5'; 1: '6'; 2: '7'; 3: '8'; 4: '9'; 5: '0'; 6: '1'; 7: '2'; 8: '3'; 9: '4' };
type UpFrom6 = { 0: '6'; 1: '7'; 2: '8'; 3: '9'; 4: '0'; 5: '1'; 6: '2'; 7: '3'; 8: '4'; 9: '5' };
type UpFrom7 = { 0: '7'; 1: '8'; 2: '9'; 3: '0'; 4: '1'; 5: '2'; 6: '3'; 7: '4'; 8: '5'; 9: '6' };
type UpFrom8 = { 0: '8'; 1: '9'; 2: '0'; 3: '1'; 4: '2'; 5: '3'; 6: '4'; 7: '5'; 8: '6'; 9: '7' };
type UpFrom9 = { 0: '9'; 1: '0'; 2: '1'; 3: '2'; 4: '3'; 5: '4'; 6: '5'; 7: '6'; 8: '7'; 9: '8' };

type CarryFrom0 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '0'; 8: '0'; 9: '0' };
type CarryFrom1 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '0'; 8: '0'; 9: '1' };
type CarryFrom2 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '0'; 8: '1'; 9: '1' };
type CarryFrom3 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom4 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom5 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom6 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom7 = { 0: '0'; 1: '0'; 2: '0'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom8 = { 0: '0'; 1: '0'; 2: '1'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom9 = { 0: '0'; 1: '1'; 2: '1'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type CarryFrom10 = { 0: '1'; 1: '1'; 2: '1'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };

/** The sum of two digits and a carry, as `Sums['digit'][carry][left][right]` and the next `carry`. */
export type Sums = {
  digit: {
    0: {
      0: UpFrom0;
      1: UpFrom1;
      2: UpFrom2;
      3: UpFrom3;
      4: UpFrom4;
      5: UpFrom5;
      6: UpFrom6;
      7: UpFrom7;
      8: UpFrom8;
      9: UpFrom9;
    };
    1: {
      0: UpFrom1;
      1: UpFrom2;
      2: UpFrom3;
      3: UpFrom4;
      4: UpFrom5;
      5: UpFrom6;
      6: UpFrom7;
      7: UpFrom8;
      8: UpFrom9;
      9: UpFrom0;
    };
  };
  carry: {
    0: {
      0: CarryFrom0;
      1: CarryFrom1;
      2: CarryFrom2;
      3: CarryFrom3;
      4: CarryFrom4;
      5: CarryFrom5;
      6: CarryFrom6;
      7: CarryFrom7;
      8: CarryFrom8;
      9: CarryFrom9;
    };
    1: {
      0: CarryFrom1;
      1: CarryFrom2;
      2: CarryFrom3;
      3: CarryFrom4;
      4: CarryFrom5;
      5: CarryFrom6;
      6: CarryFrom7;
      7: CarryFrom8;
      8: CarryFrom9;
      9: CarryFrom10;
    };
  };
};

type DownFrom0 = { 0: '0'; 1: '9'; 2: '8'; 3: '7'; 4: '6'; 5: '5'; 6: '4'; 7: '3'; 8: '2'; 9: '1' };
type DownFrom1 = { 0: '1'; 1: '0'; 2: '9'; 3: '8'; 4: '7'; 5: '6'; 6: '5'; 7: '4'; 8: '3'; 9: '2' };
type DownFrom2 = { 0: '2'; 1: '1'; 2: '0'; 3: '9'; 4: '8'; 5: '7'; 6: '6'; 7: '5'; 8: '4'; 9: '3' };
type DownFrom3 = { 0: '3'; 1: '2'; 2: '1'; 3: '0'; 4: '9'; 5: '8'; 6: '7'; 7: '6'; 8: '5'; 9: '4' };
type DownFrom4 = { 0: '4'; 1: '3'; 2: '2'; 3: '1'; 4: '0'; 5: '9'; 6: '8'; 7: '7'; 8: '6'; 9: '5' };
type DownFrom5 = { 0: '5'; 1: '4'; 2: '3'; 3: '2'; 4: '1'; 5: '0'; 6: '9'; 7: '8'; 8: '7'; 9: '6' };
type DownFrom6 = { 0: '6'; 1: '5'; 2: '4'; 3: '3'; 4: '2'; 5: '1'; 6: '0'; 7: '9'; 8: '8'; 9: '7' };
type DownFrom7 = { 0: '7'; 1: '6'; 2: '5'; 3: '4'; 4: '3'; 5: '2'; 6: '1'; 7: '0'; 8: '9'; 9: '8' };
type DownFrom8 = { 0: '8'; 1: '7'; 2: '6'; 3: '5'; 4: '4'; 5: '3'; 6: '2'; 7: '1'; 8: '0'; 9: '9' };
type DownFrom9 = { 0: '9'; 1: '8'; 2: '7'; 3: '6'; 4: '5'; 5: '4'; 6: '3'; 7: '2'; 8: '1'; 9: '0' };

type BorrowFrom0 = { 0: '1'; 1: '1'; 2: '1'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom1 = { 0: '0'; 1: '1'; 2: '1'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom2 = { 0: '0'; 1: '0'; 2: '1'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom3 = { 0: '0'; 1: '0'; 2: '0'; 3: '1'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom4 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '1'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom5 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '1'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom6 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '1'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom7 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '1'; 8: '1'; 9: '1' };
type BorrowFrom8 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '0'; 8: '1'; 9: '1' };
type BorrowFrom9 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '0'; 8: '0'; 9: '1' };
type BorrowFrom10 = { 0: '0'; 1: '0'; 2: '0'; 3: '0'; 4: '0'; 5: '0'; 6: '0'; 7: '0'; 8: '0'; 9: '0' };

/** A digit less another and a borrow, as `Differences['digit'][borrow][left][right]` and the next borrow, the `carry`. */
export type Differences = {
  digit: {
    0: {
      0: DownFrom0;
      1: DownFrom1;
      2: DownFrom2;
      3: DownFrom3;
      4: DownFrom4;
      5: DownFrom5;
      6: DownFrom6;
      7: DownFrom7;
      8: DownFrom8;
      9: DownFrom9;
    };
    1: {
      0: DownFrom9;
      1: DownFrom0;
      2: DownFrom1;
      3: DownFrom2;
      4: DownFrom3;
      5: DownFrom4;
      6: DownFrom5;
      7: DownFrom6;
      8: DownFrom7;
      9: DownFrom8;
    };
  };
  carry: {
    0: {
      0: BorrowFrom1;
      1: BorrowFrom2;
      2: BorrowFrom3;
      3: BorrowFrom4;
      4: BorrowFrom5;
      5: BorrowFrom6;
      6: BorrowFrom7;
      7: BorrowFrom8;
      8: BorrowFrom9;
      9: BorrowFrom10;
    };
    1: {
      0: BorrowFrom0;
      1: BorrowFrom1;
      2: BorrowFrom2;
      3: BorrowFrom3;
      4: BorrowFrom4;
      5: BorrowFrom5;
      6: BorrowFrom6;
      7: BorrowFrom7;
      8: BorrowFrom8;
      9: BorrowFrom9;
    };
  };
};
